package hdw.executor.slurm;

import hdw.plan.JobInput.JobRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Jobs of one group that wait for the same: the parents of each are, in other blocks, the jobs in
 * the same row, and all of them wait for the same other jobs besides.
 */
final class Block {
  private final int group;
  private final List<Block> parents;
  private final List<Range> before;
  private final List<JobRef> jobs = new ArrayList<>();
  private int firstPart;

  /**
   * A block without jobs.
   *
   * @param group which of the groups of jobs that can be one submission
   */
  Block(int group, List<Block> parents, List<Range> before) {
    this.group = group;
    this.parents = List.copyOf(parents);
    this.before = List.copyOf(before);
  }

  void add(JobRef job) {
    jobs.add(job);
  }

  int group() {
    return group;
  }

  List<Block> parents() {
    return parents;
  }

  List<Range> before() {
    return before;
  }

  List<JobRef> jobs() {
    return Collections.unmodifiableList(jobs);
  }

  int size() {
    return jobs.size();
  }

  /** Says which part of its batch is the first with jobs of this block. */
  void startsAt(int part) {
    firstPart = part;
  }

  /** Which part of its batch is the first with jobs of this block. */
  int firstPart() {
    return firstPart;
  }
}
