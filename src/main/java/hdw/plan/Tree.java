package hdw.plan;

import java.util.stream.IntStream;

/**
 * A tree of gathers: jobs of level 1 take inputs, those of level 2 the outputs of level 1, up to
 * one job at the top.
 *
 * <p>Jobs are numbered level by level from 0, so that the last one is the top. Job {@code i} takes
 * {@code from(i)} to {@code to(i)}, exclusive: of level 1 inputs, of other levels jobs.
 */
public final class Tree {
  private final int[] level;
  private final int[] from;
  private final int[] to;

  private Tree(int[] level, int[] from, int[] to) {
    this.level = level;
    this.from = from;
    this.to = to;
  }

  /**
   * The tree for so many inputs with at most {@code width} inputs to a job; one job where there are
   * no more.
   */
  static Tree of(int inputs, int width) {
    var level = IntStream.builder();
    var from = IntStream.builder();
    var to = IntStream.builder();
    int below = inputs;
    int firstBelow = 0;
    int jobs = 0;
    for (int current = 1; ; current++) {
      int count = Math.max(1, (below + width - 1) / width);
      for (int i = 0; i < count; i++) {
        level.add(current);
        from.add(firstBelow + i * width);
        to.add(firstBelow + Math.min(below, (i + 1) * width));
      }
      if (count == 1) {
        return new Tree(level.build().toArray(), from.build().toArray(), to.build().toArray());
      }
      firstBelow = jobs;
      jobs += count;
      below = count;
    }
  }

  /** How many jobs there are. */
  public int size() {
    return level.length;
  }

  /** The level of a job, from 1. */
  public int level(int job) {
    return level[job];
  }

  /** The first input, or job, that a job takes. */
  public int from(int job) {
    return from[job];
  }

  /** The end of what a job takes. */
  public int to(int job) {
    return to[job];
  }

  /** Whether a job is the one at the top, which writes the output. */
  public boolean isTop(int job) {
    return job == level.length - 1;
  }
}
