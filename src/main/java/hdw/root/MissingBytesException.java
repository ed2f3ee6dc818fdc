package hdw.root;

import java.io.IOException;

/**
 * Thrown where a piece of a file is wanted that has not been fetched: fetch it and read again from
 * the start, which costs microseconds.
 */
public final class MissingBytesException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long offset;
  private final int length;

  /** Says what is missing, in bytes. */
  public MissingBytesException(long offset, int length) {
    super("bytes " + offset + " to " + (offset + length) + " are missing");
    this.offset = offset;
    this.length = length;
  }

  /** Where the piece begins. */
  public long offset() {
    return offset;
  }

  /** How long it is. */
  public int length() {
    return length;
  }
}
