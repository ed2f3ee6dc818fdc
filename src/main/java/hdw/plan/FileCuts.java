package hdw.plan;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Ways to cut a row of whole files: each gives the end of each chunk, ascending. */
final class FileCuts {
  private FileCuts() {}

  /** So many files each, the rest in the last. */
  static int[] byCount(int files, long width) {
    int most = (int) Math.min(width, Math.max(1, files));
    return IntStream.range(0, (files + most - 1) / most)
        .map(i -> Math.min(files, (i + 1) * most))
        .toArray();
  }

  /** So many chunks, as even as whole files allow. */
  static int[] byParts(int files, long wanted) {
    long parts = Math.min(wanted, files);
    return IntStream.range(0, (int) parts).map(i -> (int) ((i + 1L) * files / parts)).toArray();
  }

  /** Chunks of files that weigh at most so much together; one that weighs more is alone. */
  static int[] byWeight(int files, IntToDoubleFunction weight, double most) {
    var ends = IntStream.builder();
    double sum = 0;
    for (int i = 0; i < files; i++) {
      double own = weight.applyAsDouble(i);
      if (sum > 0 && sum + own > most) {
        ends.add(i);
        sum = 0;
      }
      sum += own;
    }
    if (files > 0) {
      ends.add(files);
    }
    return ends.build().toArray();
  }
}
