package hdw.executor.slurm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A part of a batch that one array takes.
 *
 * @param first the row of its first job, from 0
 * @param size how many jobs it has
 * @param running how many of them may run at a time
 */
public record Slice(int first, int size, Optional<Integer> running) {

  /**
   * Cuts jobs.
   *
   * @param most as many tasks as an array may have: Slurm's {@code MaxArraySize}, whose highest
   *     index is one less
   * @param running how many jobs of all slices together may run at a time
   */
  static List<Slice> of(int jobs, int most, Optional<Integer> running) {
    int count = (jobs + most - 1) / most;
    var slices = new ArrayList<Slice>(count);
    for (int i = 0; i < count; i++) {
      int share = i;
      int first = i * most;
      slices.add(
          new Slice(
              first,
              Math.min(most, jobs - first),
              running.map(all -> Math.max(1, all / count + (share < all % count ? 1 : 0)))));
    }
    return slices;
  }

  /**
   * The same slices, with so many jobs of all together that may run at a time: one for each, and
   * the others by size.
   */
  static List<Slice> share(List<Slice> slices, Optional<Integer> running) {
    long jobs = slices.stream().mapToLong(Slice::size).sum();
    long others = Math.max(0, running.orElse(0) - slices.size());
    var shared = new ArrayList<Slice>();
    long before = 0;
    for (Slice each : slices) {
      long from = others * before / jobs;
      before += each.size();
      int own = (int) (1 + others * before / jobs - from);
      shared.add(new Slice(each.first(), each.size(), running.map(all -> own)));
    }
    return shared;
  }

  /** The indexes of its array, such as {@code 0-999%50}. */
  public String indexes() {
    return "0-" + (size - 1) + running.map(each -> "%" + each).orElse("");
  }
}
