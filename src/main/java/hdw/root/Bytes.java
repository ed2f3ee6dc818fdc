package hdw.root;

import java.io.IOException;

/** The bytes of a file, read in pieces. */
public interface Bytes {

  /** The size of the file in bytes. */
  long size();

  /**
   * A piece of the file.
   *
   * @param offset from the file's beginning, in bytes
   * @param length in bytes; the piece must end within the file
   * @return exactly so many bytes; the caller does not change them
   * @throws MissingBytesException where the piece has not been fetched yet
   */
  byte[] read(long offset, int length) throws IOException;
}
