package hdw.root;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** The bytes of a file of this machine, for one thread. */
public final class LocalBytes implements Bytes, AutoCloseable {
  /** Small pages are read fastest: what is wanted of a file stands far apart. */
  private static final int PAGE = 512;

  private final FileChannel channel;
  private final long size;
  private long start;
  private byte[] page = {};

  private LocalBytes(FileChannel channel) throws IOException {
    this.channel = channel;
    this.size = channel.size();
  }

  /** Opens a file; close it. */
  public static LocalBytes open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      return new LocalBytes(channel);
    } catch (IOException unreadable) {
      channel.close();
      throw unreadable;
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public byte[] read(long offset, int length) throws IOException {
    if (offset < start || offset + length > start + page.length) {
      page = fetch(offset, (int) Math.min(Math.max(PAGE, length), size - offset));
      start = offset;
    }
    int from = (int) (offset - start);
    return Arrays.copyOfRange(page, from, from + length);
  }

  private byte[] fetch(long offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        throw new EOFException("became shorter while it was read");
      }
    }
    return buffer.array();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
