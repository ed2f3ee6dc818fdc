package hdw.remote;

import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** A file over HTTP, with its first bytes, which came when it was opened. */
final class HttpFile implements RemoteFile {
  private final HttpFiles files;
  private final URI address;
  private final long size;
  private final long modified;
  private final byte[] head;

  HttpFile(HttpFiles files, URI address, long size, long modified, byte[] head) {
    this.files = files;
    this.address = address;
    this.size = size;
    this.modified = modified;
    this.head = head;
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
    return length == 0 || offset + length <= head.length
        ? CompletableFuture.completedFuture(
            length == 0
                ? new byte[0]
                : Arrays.copyOfRange(head, (int) offset, (int) offset + length))
        : files.read(address, offset, length);
  }

  @Override
  public void close() {
    // the server keeps nothing of it
  }
}
