package hdw.remote;

import java.util.concurrent.CompletableFuture;

/** A file that {@code xrdfs} reads. */
final class NativeFile implements RemoteFile {

  private final NativeFiles files;
  private final String server;
  private final String path;
  private final State state;

  /** Size in bytes and time in milliseconds since 1970. */
  record State(long size, long modified) {}

  NativeFile(NativeFiles files, String server, String path, State state) {
    this.files = files;
    this.server = server;
    this.path = path;
    this.state = state;
  }

  @Override
  public long size() {
    return state.size();
  }

  @Override
  public long modified() {
    return state.modified();
  }

  @Override
  public CompletableFuture<byte[]> read(long offset, int length) {
    return files.tail(server, path, state.size() - offset, length);
  }

  @Override
  public void close() {
    // nothing is open
  }
}
