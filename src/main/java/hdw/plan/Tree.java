package hdw.plan;

import java.util.List;
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

  /**
   * The tree over all jobs of the sources; a source that is a tree itself gives its top alone.
   *
   * <p>Where chunks are cut, it is the tree of the whole ones, and the halves of one go to the job
   * that would have taken it: no other job takes anything else than before, and that one may take
   * more than {@code width}.
   */
  static Tree over(List<NodePlan> sources, int width) {
    var starts = IntStream.builder();
    int inputs = 0;
    int wholes = 0;
    for (NodePlan each : sources) {
      int before = inputs;
      boolean chunked = each.tree().isEmpty() && each.chunks().isPresent();
      int own = chunked ? each.chunks().get().whole().size() : 1;
      for (int i = 0; i < own; i++) {
        starts.add(before + (chunked ? each.chunks().get().start(i) : 0));
      }
      inputs += chunked ? each.size() : 1;
      wholes += own;
    }
    starts.add(inputs);
    return of(wholes, width).with(starts.build().toArray());
  }

  /** The same where whole input {@code i} is the inputs from {@code starts[i]} on. */
  private Tree with(int[] starts) {
    int[] first = from.clone();
    int[] end = to.clone();
    for (int i = 0; i < level.length && level[i] == 1; i++) {
      first[i] = starts[from[i]];
      end[i] = starts[to[i]];
    }
    return new Tree(level, first, end);
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
