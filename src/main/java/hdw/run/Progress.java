package hdw.run;

import hdw.plan.NodePlan;
import hdw.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How far each node is; one thread counts, others may look. */
public final class Progress {
  private final Map<String, Counts> counts = new ConcurrentHashMap<>();
  private volatile List<NodePlan> nodes;

  /** Nothing has begun. */
  public Progress(Plan plan) {
    nodes = plan.nodes();
    nodes.forEach(each -> counts.put(each.node().id(), new Counts(each.size())));
  }

  /** Goes on with the same nodes, some of which have other jobs now. */
  void replace(Plan cut) {
    cut.nodes().forEach(each -> of(each).jobs = each.size());
    nodes = cut.nodes();
  }

  /** The nodes in plan order. */
  public List<NodePlan> nodes() {
    return nodes;
  }

  /** The counts of a node. */
  public Counts of(NodePlan node) {
    return counts.get(node.node().id());
  }

  /** How many jobs of a node are where; what is in none of them waits. */
  public static final class Counts {
    private final AtomicInteger kept = new AtomicInteger();
    private volatile int jobs;
    private volatile int queued;
    private volatile int running;
    private volatile int done;
    private volatile int failed;
    private volatile int skipped;

    Counts(int jobs) {
      this.jobs = jobs;
    }

    void keep() {
      kept.incrementAndGet();
    }

    void set(int nowQueued, int nowRunning, int nowDone, int nowFailed, int nowSkipped) {
      queued = nowQueued;
      running = nowRunning;
      done = nowDone;
      failed = nowFailed;
      skipped = nowSkipped;
    }

    /** All jobs of the node. */
    public int jobs() {
      return jobs;
    }

    /** Those in the queue of a batch system, or on their way there. */
    public int queued() {
      return queued;
    }

    /** Those that run. */
    public int running() {
      return running;
    }

    /** Those whose result is there, kept ones included. */
    public int done() {
      return done;
    }

    /** Those whose result was kept from an earlier run. */
    public int kept() {
      return kept.get();
    }

    /** Those that failed for good. */
    public int failed() {
      return failed;
    }

    /** Those that a rule skipped, or that cannot run because another one failed or was skipped. */
    public int skipped() {
      return skipped;
    }

    /** Whether nothing is left to do. */
    public boolean isOver() {
      return done + failed + skipped >= jobs;
    }
  }
}
