package hdw.run;

/** The ends of many ids, one behind the other: an array for each would cost as much again. */
final class JobNames {
  /** The length of the longest end that is kept. */
  static final int LONGEST = 1 << 10;

  private static final int LARGEST_PAGE = 1 << 16;

  private byte[] page = new byte[LONGEST];
  private int filled;

  /** Keeps a copy of these bytes at the end of {@link #page}, and says where it begins there. */
  int add(byte[] bytes, int from, int length) {
    if (filled + length > page.length) {
      page = new byte[Math.min(LARGEST_PAGE, 2 * page.length)];
      filled = 0;
    }
    System.arraycopy(bytes, from, page, filled, length);
    filled += length;
    return filled - length;
  }

  /** Where the last one was kept; nobody changes what stands there. */
  byte[] page() {
    return page;
  }
}
