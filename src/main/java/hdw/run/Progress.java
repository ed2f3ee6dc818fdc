package hdw.run;

import hdw.plan.NodePlan;
import hdw.plan.Plan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** How far each node is; one thread counts, others may look. */
public final class Progress {
  private final List<NodePlan> nodes;
  private final Map<NodePlan, Counts> counts = new HashMap<>();

  /** Nothing has begun. */
  public Progress(Plan plan) {
    nodes = plan.nodes();
    nodes.forEach(each -> counts.put(each, new Counts(each.size())));
  }

  /** The nodes in plan order. */
  public List<NodePlan> nodes() {
    return nodes;
  }

  /** The counts of a node. */
  public Counts of(NodePlan node) {
    return counts.get(node);
  }

  /** How many jobs of a node are where; what is in none of them waits. */
  public static final class Counts {
    private final int jobs;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger kept = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger skipped = new AtomicInteger();

    Counts(int jobs) {
      this.jobs = jobs;
    }

    void keep() {
      kept.incrementAndGet();
      done.incrementAndGet();
    }

    void start() {
      running.incrementAndGet();
    }

    void end(boolean well) {
      running.decrementAndGet();
      (well ? done : failed).incrementAndGet();
    }

    void skip() {
      skipped.incrementAndGet();
    }

    /** All jobs of the node. */
    public int jobs() {
      return jobs;
    }

    /** Those that run. */
    public int running() {
      return running.get();
    }

    /** Those whose result is there, kept ones included. */
    public int done() {
      return done.get();
    }

    /** Those whose result was kept from an earlier run. */
    public int kept() {
      return kept.get();
    }

    /** Those that failed. */
    public int failed() {
      return failed.get();
    }

    /** Those that cannot run because another one failed. */
    public int skipped() {
      return skipped.get();
    }

    /** Whether nothing is left to do. */
    public boolean isOver() {
      return done.get() + failed.get() + skipped.get() >= jobs;
    }
  }
}
