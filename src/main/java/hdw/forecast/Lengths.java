package hdw.forecast;

import hdw.insight.Spread;
import java.util.Arrays;

/** How long jobs of a task take, as far as they were drawn and there is room. */
final class Lengths {
  private static final int MOST = 1 << 20;
  private final int enough;
  private long[] all = new long[16];
  private int size;

  /** Room for many; full with so many. */
  Lengths(int enough) {
    this.enough = enough;
  }

  void add(long length) {
    if (size == MOST) {
      return;
    }
    if (size == all.length) {
      all = Arrays.copyOf(all, 2 * size);
    }
    all[size] = length;
    size++;
  }

  boolean isFull() {
    return size >= enough;
  }

  /** All of them. */
  Spread spread() {
    return Spread.of(Arrays.stream(all, 0, size));
  }
}
