package hdw.remote;

import java.util.concurrent.CompletableFuture;

/** A file that {@code xrdfs} reads. */
final class NativeFile implements RemoteFile {
  /**
   * {@code xrdfs tail} of XRootD 5.5.3 counts in 32 bits: behind 4 GiB it prints other bytes of the
   * file than those that were asked for, and ends with 0.
   */
  private static final long FIRST_OUT_OF_REACH = 1L << 32;

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
    if (offset >= FIRST_OUT_OF_REACH) {
      return CompletableFuture.failedFuture(
          new RemoteException(
              RemoteException.Kind.BROKEN,
              "is read through xrdfs, which reaches the first 4 GiB of a file only"));
    }
    return files.tail(server, path, state.size() - offset, length);
  }

  @Override
  public void close() {
    // nothing is open
  }
}
