package hdw.run;

import hdw.plan.Chunks;
import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import hdw.run.Stage.Standing;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Sends one chunk of each sample ahead in every node that cuts samples: the others of the node may
 * start when those have ended well.
 *
 * <p>Where a sample has a result already, that was its canary. One that a rule skips has the next
 * chunk of its sample in its place. All of it is found out from where the jobs stand, so that
 * another driver comes to the same.
 */
final class Canaries {
  private final Course course;
  private final Map<NodePlan, Flock> flocks = new HashMap<>();

  Canaries(Course course) {
    this.course = course;
  }

  /** The chunks of a node: which wait, and for which. */
  private static final class Flock {
    /** The canary of each sample, and where the sample ends; -1 for a sample that is through. */
    private final int[] canaries;

    private final int[] ends;
    private final BitSet waiting = new BitSet();
    private int out;

    private Flock(int samples) {
      canaries = new int[samples];
      ends = new int[samples];
    }
  }

  /** Whether a job has to wait for canaries; it is then kept here. */
  boolean holdBack(JobRef job) {
    if (!job.node().splits()) {
      return false;
    }
    Flock flock = flock(job.node());
    boolean waits = flock.out > 0 && !isCanary(flock, job.job());
    if (waits) {
      flock.waiting.set(job.job());
    }
    return waits;
  }

  /** Whether the other chunks of its node wait for this job. */
  boolean isCanary(JobRef job) {
    return job.node().splits() && isCanary(flock(job.node()), job.job());
  }

  private static boolean isCanary(Flock flock, int row) {
    int sample = sampleOf(flock, row);
    return flock.canaries[sample] == row;
  }

  private static int sampleOf(Flock flock, int row) {
    int at = Arrays.binarySearch(flock.ends, row + 1);
    return at < 0 ? -at - 1 : at;
  }

  private Flock flock(NodePlan node) {
    return flocks.computeIfAbsent(node, this::begin);
  }

  private Flock begin(NodePlan node) {
    Chunks chunks = node.chunks().orElseThrow();
    int[] begins = IntStream.range(0, chunks.size()).filter(chunks::beginsSample).toArray();
    var flock = new Flock(begins.length);
    boolean letGo = isLetGoOn(node);
    for (int s = 0; s < begins.length; s++) {
      flock.ends[s] = s + 1 < begins.length ? begins[s + 1] : chunks.size();
      flock.canaries[s] = letGo ? -1 : canary(node, begins[s], flock.ends[s]);
      flock.out += flock.canaries[s] >= 0 ? 1 : 0;
    }
    return flock;
  }

  /** The first chunk that may show how all would end; -1 where one has shown it, or none can. */
  private int canary(NodePlan node, int from, int to) {
    int first = -1;
    for (int i = from; i < to; i++) {
      Standing standing = course.stage().standing(new JobRef(node, i));
      if (standing == Standing.DONE) {
        return -1;
      }
      boolean may =
          standing == Standing.OPEN || standing.isUnderWay() || standing == Standing.FAILED;
      first = first < 0 && may ? i : first;
    }
    return first;
  }

  /** Whether a person saw that a canary of this node failed, and wants the others all the same. */
  private boolean isLetGoOn(NodePlan node) {
    return course.stage().count(node, Standing.FAILED) > 0
        && course.state().wentOn().contains(node.node().id());
  }

  /** Looks which canaries are back: what waited for them and may go on now is offered again. */
  void look() {
    flocks.forEach(
        (node, flock) -> {
          for (int s = 0; flock.out > 0 && s < flock.ends.length; s++) {
            if (flock.canaries[s] >= 0) {
              look(node, flock, s);
            }
          }
        });
  }

  private void look(NodePlan node, Flock flock, int sample) {
    int row = flock.canaries[sample];
    Standing standing = course.stage().standing(new JobRef(node, row));
    if (!standing.isOver() || standing == Standing.FAILED) {
      return;
    }
    int next = standing == Standing.DONE ? -1 : canary(node, row + 1, flock.ends[sample]);
    flock.canaries[sample] = next;
    if (next < 0) {
      flock.out--;
    } else if (flock.waiting.get(next)) {
      flock.waiting.clear(next);
      course.putBack(new JobRef(node, next));
    }
    if (flock.out == 0) {
      release(node);
    }
  }

  /** The canary of a node that failed before this driver came. */
  Optional<JobRef> failedBefore(NodePlan node) {
    if (!node.splits() || course.stage().count(node, Standing.FAILED) == 0) {
      return Optional.empty();
    }
    return Arrays.stream(flock(node).canaries)
        .filter(row -> row >= 0)
        .mapToObj(row -> new JobRef(node, row))
        .filter(job -> course.stage().standing(job) == Standing.FAILED)
        .findFirst();
  }

  /** Lets all chunks of a node start. */
  void letGo(NodePlan node) {
    Flock flock = flock(node);
    flock.out = 0;
    release(node);
  }

  /** Offers the jobs of a node again that wait here. */
  private void release(NodePlan node) {
    BitSet waiting = flock(node).waiting;
    waiting.stream().forEach(row -> course.putBack(new JobRef(node, row)));
    waiting.clear();
  }

  /** Forgets who waits: after a cut all that is ready is offered again. */
  void forget() {
    flocks.clear();
  }
}
