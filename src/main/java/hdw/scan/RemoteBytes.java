package hdw.scan;

import hdw.remote.Remote;
import hdw.remote.RemoteFile;
import hdw.root.Bytes;
import hdw.root.MissingBytesException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The bytes of one file over the network, for a thread that may wait for each of its pieces. */
public final class RemoteBytes implements Bytes, AutoCloseable {
  private final RemoteFile file;
  private final Pieces pieces;

  private RemoteBytes(RemoteFile file) {
    this.file = file;
    this.pieces = new Pieces(file);
  }

  /**
   * Opens a file and fetches its ends; close it.
   *
   * @throws hdw.remote.RemoteException where it cannot be reached
   */
  public static RemoteBytes open(Remote remote, String url) throws IOException {
    var bytes = new RemoteBytes(await(remote.open(url)));
    try {
      await(bytes.pieces.fetchEnds());
      return bytes;
    } catch (IOException unreachable) {
      bytes.close();
      throw unreachable;
    }
  }

  @Override
  public long size() {
    return pieces.size();
  }

  @Override
  public byte[] read(long offset, int length) throws IOException {
    try {
      return pieces.read(offset, length);
    } catch (MissingBytesException missing) {
      await(pieces.fetch(offset, length));
      return pieces.read(offset, length);
    }
  }

  private static <T> T await(CompletableFuture<T> answer) throws IOException {
    try {
      return answer.join();
    } catch (CompletionException failed) {
      if (Failures.cause(failed) instanceof IOException said) {
        throw said;
      }
      throw failed;
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
