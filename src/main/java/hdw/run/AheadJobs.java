package hdw.run;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.executor.Acceptance;
import hdw.executor.Batch;
import hdw.executor.NodeSettings;
import hdw.executor.slurm.AheadBatch;
import hdw.executor.slurm.AheadOrder;
import hdw.model.Executor;
import hdw.model.Resource;
import hdw.model.Setting;
import hdw.model.Task;
import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import hdw.plan.Selection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which of the jobs that are to run can be submitted ahead, and which are left for a driver.
 *
 * <p>What runs on this machine is left where nothing of the batch system waits for it; all else
 * that wants a driver is refused, before anything is submitted.
 */
public final class AheadJobs {
  private static final String DRIVER = "hdw run --detach keeps a driver beside the run, which can";

  private final RunStarter.Prepared prepared;
  private final Map<NodePlan, Boolean> hasLocal = new LinkedHashMap<>();
  private final List<JobRef> ahead = new ArrayList<>();
  private final Map<String, Integer> left = new LinkedHashMap<>();
  private final Set<NodePlan> nodes = new HashSet<>();
  private final Set<String> said = new HashSet<>();

  /** The jobs of a run that can begin. */
  public AheadJobs(RunStarter.Prepared prepared) {
    this.prepared = prepared;
    for (NodePlan node : prepared.plan().nodes()) {
      hasLocal.put(node, false);
      for (int i = 0; i < node.size(); i++) {
        if (prepared.freshness().verdict(node, i).runs()) {
          add(new JobRef(node, i));
        }
      }
    }
  }

  private void add(JobRef job) {
    NodePlan node = job.node();
    if (node.request(job.job()).executor() == Executor.LOCAL) {
      hasLocal.put(node, true);
      left.merge(node.node().task().name(), 1, Integer::sum);
    } else {
      ahead.add(job);
      nodes.add(node);
    }
  }

  /** Those that are submitted, in the plan's order. */
  public List<JobRef> jobs() {
    return List.copyOf(ahead);
  }

  /** The tasks that are left for a driver, and how many jobs each has. */
  public Map<String, Integer> left() {
    return Map.copyOf(left);
  }

  /**
   * Reports what cannot be done without a driver, once for each task.
   *
   * @param acceptance how Slurm takes jobs
   */
  public void check(Diagnostics diagnostics, Acceptance acceptance) {
    for (JobRef each : ahead) {
      if (said.add(each.node().node().id())) {
        check(each, diagnostics);
      }
    }
    if (!diagnostics.hasErrors() && !ahead.isEmpty()) {
      checkNumbers(diagnostics, acceptance.atSiteOf(prepared.plan()));
    }
    if (ahead.isEmpty() && !left.isEmpty()) {
      NodePlan first = hasLocal.keySet().stream().filter(hasLocal::get).findFirst().orElseThrow();
      report(
          first.node().task(),
          first.node().task().span(),
          "all that is to run runs on this machine: nothing can be submitted ahead",
          diagnostics);
    }
  }

  /** No more may run, or be in the queue, than some number says: Slurm cannot see to all of it. */
  private void checkNumbers(Diagnostics diagnostics, Acceptance acceptance) {
    Task first = ahead.get(0).node().node().task();
    if (ahead.size() > acceptance.mostInQueue()) {
      report(
          first,
          first.span(),
          ahead.size()
              + " jobs are to run, and the site wants at most "
              + acceptance.mostInQueue()
              + " in the queue",
          diagnostics);
    }
    List<Batch.Item> items =
        ahead.stream().map(each -> Batch.Item.first(each.node(), each.job())).toList();
    AheadOrder.of(prepared.plan(), items, acceptance.maxArraySize()).stream()
        .filter(AheadBatch::isCrowded)
        .map(each -> each.items().get(0).node().node().task())
        .forEach(task -> reportCrowd(task, diagnostics));
  }

  private void reportCrowd(Task task, Diagnostics diagnostics) {
    report(
        task,
        task.options().maxRunning().map(Setting::span).orElse(task.span()),
        "jobs of `"
            + task.name()
            + "` that wait for different ones are different arrays, more than may run at a time:"
            + " Slurm holds to a number within an array alone",
        diagnostics);
  }

  private void check(JobRef job, Diagnostics diagnostics) {
    NodePlan node = job.node();
    Task task = node.node().task();
    Executor executor = node.request(job.job()).executor();
    if (executor != Executor.SLURM) {
      report(
          task,
          node.request(job.job()).span(Resource.EXECUTOR).orElse(task.span()),
          "`" + task.name() + "` goes to `" + executor.word() + "`: only Slurm takes jobs ahead",
          diagnostics);
    } else if (!NodeSettings.isShared(prepared.plan())) {
      report(task, task.span(), "jobs that share no files cannot go to Slurm", diagnostics);
    }
    if (task.options().always()) {
      report(task, task.span(), "`" + task.name() + "` runs even after failures", diagnostics);
    }
    task.options()
        .tolerate()
        .map(Setting::span)
        .ifPresent(span -> tolerates(task, span, diagnostics));
    for (NodePlan each : Selection.before(node)) {
      checkSource(node, each, diagnostics);
    }
  }

  private void tolerates(Task task, Span span, Diagnostics diagnostics) {
    report(
        task,
        span,
        "`" + task.name() + "` goes on without some of its inputs, which Slurm cannot decide",
        diagnostics);
  }

  private void checkSource(NodePlan node, NodePlan source, Diagnostics diagnostics) {
    Task task = node.node().task();
    Task from = source.node().task();
    if (hasLocal.get(source)) {
      report(
          task,
          task.span(),
          "`"
              + task.name()
              + "` waits for `"
              + from.name()
              + "`, which runs on this machine when a driver starts it",
          diagnostics);
    } else if (nodes.contains(source) && from.options().emptyOutputAllowed()) {
      report(
          task,
          task.span(),
          "`"
              + task.name()
              + "` leaves out what `"
              + from.name()
              + "` rightly does not write, which is not known ahead",
          diagnostics);
    }
  }

  private void report(Task task, Span span, String message, Diagnostics diagnostics) {
    if (said.add(task.name() + ": " + message)) {
      diagnostics.add(Diagnostic.of(Code.HDW0704, span, message).hint(DRIVER));
    }
  }
}
