package hdw.run;

import hdw.graph.Edge;
import hdw.plan.Feed;
import hdw.plan.JobInput;
import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.plan.Tolerance;
import hdw.run.JobRecord.OutputStat;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A plan while it is carried out: where each job stands, and what is ready. */
final class Stage {

  /** Where a job stands. */
  enum Standing {
    /** It waits, or it is to be tried again. */
    OPEN,
    /** It is in the queue of a batch system, or on its way there. */
    QUEUED,
    RUNNING,
    DONE,
    FAILED,
    /** A rule goes on without it. */
    SKIPPED,
    /** It takes from one that failed. */
    BLOCKED,
    /** It takes from skipped ones alone. */
    IDLE;

    /** Whether nothing will happen to it any more. */
    boolean isOver() {
      return this != OPEN && !isUnderWay();
    }

    /** Whether an attempt at it is at work, or will be without anything being done about it. */
    boolean isUnderWay() {
      return this == QUEUED || this == RUNNING;
    }

    /** Whether it has no result although one was wanted. */
    boolean isFailure() {
      return this == FAILED || this == BLOCKED;
    }
  }

  /**
   * Why a job cannot run.
   *
   * @param by the job whose result is missing
   * @param allowed whether a rule skipped all that is missing
   */
  record Hole(String by, boolean allowed) {}

  private final Plan plan;
  private final Readiness readiness;
  private final Upstream upstream;
  private final Map<NodePlan, Standing[]> standings = new HashMap<>();
  private final Map<NodePlan, Map<Standing, Integer>> counts = new HashMap<>();
  private final Map<NodePlan, long[]> results = new HashMap<>();
  private final Set<String> empties;
  private final Tolerance tolerance;

  /** A plan of which nothing is done yet. */
  Stage(Plan plan) {
    this(plan, new HashSet<>());
  }

  private Stage(Plan plan, Set<String> empties) {
    this.plan = plan;
    this.readiness = new Readiness(plan);
    this.empties = empties;
    this.tolerance = new Tolerance(plan);
    this.upstream = new Upstream(this::result);
    for (NodePlan node : plan.nodes()) {
      var open = new Standing[node.size()];
      Arrays.fill(open, Standing.OPEN);
      standings.put(node, open);
      counts.put(node, new EnumMap<>(Map.of(Standing.OPEN, node.size())));
      results.put(node, new long[node.size()]);
    }
  }

  /** The same jobs in a plan that was cut anew; what is not in it any more is left behind. */
  Stage in(Plan cut) {
    var stage = new Stage(cut, empties);
    Map<String, NodePlan> before = new HashMap<>();
    plan.nodes().forEach(each -> before.put(each.node().id(), each));
    for (NodePlan node : cut.nodes()) {
      NodePlan old = before.get(node.node().id());
      if (old == node) {
        for (int i = 0; i < node.size(); i++) {
          stage.copy(new JobRef(node, i), this, new JobRef(old, i));
        }
      } else {
        stage.copyById(node, this, old);
      }
    }
    return stage;
  }

  private void copyById(NodePlan node, Stage from, NodePlan old) {
    Map<String, Integer> rows = new HashMap<>();
    for (int i = 0; i < old.size(); i++) {
      rows.put(old.id(i), i);
    }
    for (int i = 0; i < node.size(); i++) {
      Integer row = rows.get(node.id(i));
      if (row != null) {
        copy(new JobRef(node, i), from, new JobRef(old, row));
      }
    }
  }

  private void copy(JobRef job, Stage from, JobRef old) {
    Standing standing = from.standing(old);
    if (standing != Standing.OPEN) {
      set(job, standing);
    }
    results.get(job.node())[job.job()] = from.results.get(old.node())[old.job()];
  }

  /** The plan. */
  Plan plan() {
    return plan;
  }

  /** Where a job stands. */
  Standing standing(JobRef job) {
    return standings.get(job.node())[job.job()];
  }

  /** How many jobs of a node stand so. */
  int count(NodePlan node, Standing standing) {
    return counts.get(node).getOrDefault(standing, 0);
  }

  /** Whether all jobs have a result, but those that a rule went on without. */
  boolean isWhole() {
    return plan.nodes().stream()
        .allMatch(
            each ->
                count(each, Standing.DONE)
                        + count(each, Standing.SKIPPED)
                        + count(each, Standing.IDLE)
                    == each.size());
  }

  /** Sets where a job stands, without telling those who wait for it. */
  void set(JobRef job, Standing standing) {
    Standing[] own = standings.get(job.node());
    Map<Standing, Integer> count = counts.get(job.node());
    count.merge(own[job.job()], -1, Integer::sum);
    count.merge(standing, 1, Integer::sum);
    own[job.job()] = standing;
  }

  /** A job has a result. */
  void done(JobRef job, JobRecord record) {
    set(job, Standing.DONE);
    results.get(job.node())[job.job()] = HexFormat.fromHexDigitsToLong(record.result());
    upstream.changed(job.node());
    for (OutputStat each : record.outputs()) {
      if (each.bytes() == OutputStat.EMPTY) {
        empties.add(each.path());
      } else {
        empties.remove(each.path());
      }
    }
  }

  /** The name of a job's result; empty where it has none. */
  String result(NodePlan node, int job) {
    return standings.get(node)[job] == Standing.DONE
        ? HexFormat.of().toHexDigits(results.get(node)[job])
        : "";
  }

  /** The results that a job takes in, as one hash. */
  String upstream(JobRef job) {
    return upstream.hash(job.node(), job.job());
  }

  /** A job is over: tells whose last wait this was. */
  List<JobRef> over(JobRef job) {
    return readiness.ended(job.node(), job.job());
  }

  /** Whether all that a job waits for is over. */
  boolean isReady(JobRef job) {
    return readiness.isReady(job.node(), job.job());
  }

  /** Whether an input is there: a plain file, or an output that its job has written. */
  boolean isTaken(JobInput input) {
    return input.producer().isEmpty()
        || standing(input.producer().get()) == Standing.DONE && !empties.contains(input.path());
  }

  /** What is missing of what a job takes from; counts of jobs. */
  private static final class Missing {
    private int all;
    private int over;
    private int there;
    private int failed;
    private String firstFailed = "";
    private String firstSkipped = "";
  }

  /** Whether a job takes from one that has no result, or whose output is rightly empty. */
  boolean hasGaps(JobRef job) {
    boolean takes = false;
    for (Feed each : job.node().feeds()) {
      if (each instanceof Feed.Outputs outputs) {
        Missing missing = missing(outputs, job);
        if (missing.there < missing.all) {
          return true;
        }
        takes = true;
      }
    }
    return takes && !empties.isEmpty();
  }

  /**
   * Why a job that is ready cannot run; nothing where it can, be it with inputs missing that a rule
   * skipped or that its task tolerates.
   */
  Optional<Hole> hole(JobRef job) {
    if (job.node().node().task().options().always()) {
      return Optional.empty();
    }
    for (NodePlan each : job.node().after()) {
      Optional<String> failed = first(each, true);
      if (failed.isPresent()) {
        return Optional.of(new Hole(failed.get(), false));
      }
    }
    Optional<Hole> idle = Optional.empty();
    for (Feed each : job.node().feeds()) {
      if (each instanceof Feed.Outputs outputs) {
        Missing missing = missing(outputs, job);
        if (missing.failed > 0 && !isTolerated(job)) {
          return Optional.of(new Hole(missing.firstFailed, false));
        }
        if (missing.there == 0 && missing.all > 0) {
          boolean allowed = missing.failed == 0;
          idle =
              Optional.of(new Hole(allowed ? missing.firstSkipped : missing.firstFailed, allowed));
        }
      }
    }
    return idle;
  }

  private boolean isTolerated(JobRef job) {
    return tolerance.allows(job.node(), job.job(), each -> standing(each).isFailure());
  }

  /** Whether everything that a job takes from or waits for is over, whatever became of it. */
  boolean hasAllInputsOver(JobRef job) {
    boolean over = job.node().after().stream().allMatch(each -> over(each) == each.size());
    for (Feed each : job.node().feeds()) {
      if (over && each instanceof Feed.Outputs outputs) {
        Missing missing = missing(outputs, job);
        over = missing.over == missing.all;
      }
    }
    return over;
  }

  /** How many jobs of a node are over. */
  private int over(NodePlan node) {
    return node.size() - alive(node);
  }

  /** How many jobs of a node wait or are under way. */
  int alive(NodePlan node) {
    return count(node, Standing.OPEN)
        + count(node, Standing.QUEUED)
        + count(node, Standing.RUNNING);
  }

  private Missing missing(Feed.Outputs outputs, JobRef job) {
    var missing = new Missing();
    if (outputs.kind() == Edge.Kind.TREE) {
      outputs.visitTree(
          job.node(),
          job.job(),
          (node, i) -> {
            count(node, i, missing);
            return false;
          });
      return missing;
    }
    for (NodePlan source : outputs.sources()) {
      if (outputs.kind() == Edge.Kind.EACH && source.size() > 1) {
        count(source, job.job(), missing);
      } else if (source.tree().isPresent()) {
        count(source, source.size() - 1, missing);
      } else {
        countAll(source, missing);
      }
    }
    return missing;
  }

  private void count(NodePlan node, int job, Missing missing) {
    Standing standing = standings.get(node)[job];
    missing.all++;
    missing.over += standing.isOver() ? 1 : 0;
    if (standing == Standing.DONE) {
      missing.there++;
    } else if (standing.isFailure()) {
      missing.failed++;
      missing.firstFailed = missing.firstFailed.isEmpty() ? node.id(job) : missing.firstFailed;
    } else {
      missing.firstSkipped = missing.firstSkipped.isEmpty() ? node.id(job) : missing.firstSkipped;
    }
  }

  private void countAll(NodePlan node, Missing missing) {
    int failed = count(node, Standing.FAILED) + count(node, Standing.BLOCKED);
    int there = count(node, Standing.DONE);
    missing.all += node.size();
    missing.over += over(node);
    missing.there += there;
    missing.failed += failed;
    if (failed > 0 && missing.firstFailed.isEmpty()) {
      missing.firstFailed = first(node, true).orElseThrow();
    }
    if (there + failed < node.size() && missing.firstSkipped.isEmpty()) {
      missing.firstSkipped = first(node, false).orElse("");
    }
  }

  /** The first job of a node that failed, or that is over without result or failure. */
  private Optional<String> first(NodePlan node, boolean failed) {
    if (failed && count(node, Standing.FAILED) + count(node, Standing.BLOCKED) == 0) {
      return Optional.empty();
    }
    Standing[] own = standings.get(node);
    // a job that failed by itself says more than one that it blocked
    for (int i = 0; i < own.length; i++) {
      if (failed ? own[i] == Standing.FAILED : own[i] == Standing.SKIPPED) {
        return Optional.of(node.id(i));
      }
    }
    for (int i = 0; i < own.length; i++) {
      if (failed ? own[i] == Standing.BLOCKED : own[i] == Standing.IDLE) {
        return Optional.of(node.id(i));
      }
    }
    return Optional.empty();
  }
}
