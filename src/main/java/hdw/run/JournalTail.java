package hdw.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Repairs the end of a journal whose driver died while it wrote. */
final class JournalTail {
  private static final int STEP = 1 << 16;

  private JournalTail() {}

  /** Makes a journal end with a newline, and says where that is. */
  static long repair(FileChannel channel) throws IOException {
    long size = channel.size();
    long end = lastNewline(channel, size) + 1;
    if (end == size) {
      return size;
    }
    if (isEvent(read(channel, end, size))) {
      channel.write(ByteBuffer.wrap(new byte[] {'\n'}), size);
      return size + 1;
    }
    channel.truncate(end);
    return end;
  }

  private static boolean isEvent(byte[] tail) {
    try {
      new EventReader().read(tail, 0, tail.length);
      return true;
    } catch (IOException half) {
      return false;
    }
  }

  /** The place of the last newline; -1 where there is none. */
  private static long lastNewline(FileChannel channel, long size) throws IOException {
    for (long to = size; to > 0; to -= STEP) {
      long from = Math.max(0, to - STEP);
      byte[] step = read(channel, from, to);
      for (int i = step.length - 1; i >= 0; i--) {
        if (step[i] == '\n') {
          return from + i;
        }
      }
    }
    return -1;
  }

  private static byte[] read(FileChannel channel, long from, long to) throws IOException {
    byte[] bytes = new byte[Math.toIntExact(to - from)];
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      if (channel.read(left, from + left.position()) < 0) {
        throw new IOException("the journal became shorter while it was opened");
      }
    }
    return bytes;
  }
}
