package hdw.remote;

import hdw.remote.RemoteException.Kind;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A file that is open on an XRootD server. */
final class XrootdFile implements RemoteFile {
  private static final int HANDLE = 4;

  /** Behind the handle stand 8 bytes about compression, then the file's state. */
  private static final int STATE = HANDLE + 8;

  private final XrootdConnection connection;
  private final byte[] handle;
  private final long size;
  private final long modified;

  private XrootdFile(XrootdConnection connection, byte[] handle, long size, long modified) {
    this.connection = connection;
    this.handle = handle;
    this.size = size;
    this.modified = modified;
  }

  /** A file as the server told of it when it opened it: {@code id size flags time}. */
  static RemoteFile of(XrootdFiles.Reply reply) {
    byte[] body = reply.answer().body();
    String[] state = reply.answer().text(STATE).strip().split(" +", -1);
    try {
      if (body.length >= STATE && state.length >= 4 && !state[1].startsWith("-")) {
        return new XrootdFile(
            reply.connection(),
            Arrays.copyOf(body, HANDLE),
            Long.parseLong(state[1]),
            Long.parseLong(state[3]) * 1000);
      }
    } catch (NumberFormatException odd) {
      // said below
    }
    throw new CompletionException(
        new RemoteException(Kind.BROKEN, "was opened, but its server does not tell its size"));
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public long modified() {
    return modified;
  }

  @Override
  public CompletableFuture<byte[]> read(long offset, int length) {
    return connection
        .ask(XrootdRequest.read(handle, offset, length))
        .thenApply(
            answer -> {
              if (answer.status() == XrootdAnswer.ERROR) {
                throw new CompletionException(answer.error());
              }
              if (answer.status() != XrootdAnswer.OK || answer.body().length != length) {
                throw new CompletionException(
                    new RemoteException(
                        Kind.BROKEN, "was answered with another piece than was asked for"));
              }
              return answer.body();
            });
  }

  @Override
  public void close() {
    connection.ask(XrootdRequest.close(handle)).exceptionally(nobodyWaits -> null);
  }
}
