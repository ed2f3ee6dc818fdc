package hdw.root;

/**
 * Where something stands in a file.
 *
 * @param offset of its first byte
 * @param stored its size in the file, in bytes
 * @param full its size unpacked, in bytes; where it is larger than {@code stored} it is compressed
 */
record Extent(long offset, long stored, long full) {

  boolean isCompressed() {
    return full > stored;
  }

  /** The first byte behind it. */
  long end() {
    return offset + stored;
  }

  /** Checks that it lies within a file of so many bytes. */
  void check(long size) throws RootException {
    if (offset < 0 || stored < 0 || full < 0 || offset > size || stored > size - offset) {
      throw Damage.of("it says that a record stands at byte " + offset + ", where none fits");
    }
  }
}
