package hdw.root;

import java.util.Arrays;

/** The bytes of a file that is in memory. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record InMemory(byte[] content) implements Bytes {

  @Override
  public long size() {
    return content.length;
  }

  @Override
  public byte[] read(long offset, int length) {
    if (offset < 0 || length < 0 || offset + length > content.length) {
      throw new IndexOutOfBoundsException("asked for bytes that the file does not have");
    }
    return Arrays.copyOfRange(content, (int) offset, (int) offset + length);
  }
}
