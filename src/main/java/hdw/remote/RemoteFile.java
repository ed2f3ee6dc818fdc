package hdw.remote;

import java.util.concurrent.CompletableFuture;

/** A file that was opened over the network. */
public interface RemoteFile extends AutoCloseable {

  /** Its size in bytes. */
  long size();

  /** The time of its last change in milliseconds since 1970; -1 where the server does not say. */
  long modified();

  /**
   * A piece of it.
   *
   * @param offset from its beginning, in bytes
   * @param length in bytes; the piece must end within the file
   * @return exactly so many bytes, or a failure that is a {@link RemoteException}
   */
  CompletableFuture<byte[]> read(long offset, int length);

  /** Lets the server forget it, without waiting for an answer. */
  @Override
  void close();
}
