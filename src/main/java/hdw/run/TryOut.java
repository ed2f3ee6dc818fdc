package hdw.run;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.executor.Ending;
import hdw.executor.local.LocalExecutor;
import hdw.executor.local.Running;
import hdw.model.Executor;
import hdw.model.Task;
import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import hdw.rules.Verdict;
import hdw.units.WallTime;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Tries, before the first job runs, the setup of each task and whether the first word of its
 * command is there: one wrong {@code conda activate} fails every job alike.
 */
public final class TryOut {
  private static final WallTime LONGEST = new WallTime(600);

  private final RunStarter.Prepared prepared;
  private final LocalJobs jobs;
  private final Diagnostics diagnostics;
  private final List<Running> started = new CopyOnWriteArrayList<>();
  private volatile boolean stopped;

  /** A trial of the tasks of which some job has to run; what does not work is reported. */
  public TryOut(RunStarter.Prepared prepared, LocalJobs jobs, Diagnostics diagnostics) {
    this.prepared = prepared;
    this.jobs = jobs;
    this.diagnostics = diagnostics;
  }

  /** Tries all tasks at the same time; returns when all have ended. */
  public void run() throws IOException {
    Map<String, JobRef> first = new LinkedHashMap<>();
    for (NodePlan node : prepared.plan().nodes()) {
      Task task = node.node().task();
      if (task.options().container().isEmpty() && !first.containsKey(task.name())) {
        firstToRun(node).ifPresent(job -> first.put(task.name(), job));
      }
    }
    Map<String, Running> running = new LinkedHashMap<>();
    try (var quiet = new LocalExecutor(Optional.empty())) {
      for (String task : first.keySet()) {
        if (!stopped) {
          running.put(task, jobs.tryOut(first.get(task), LONGEST, quiet));
          started.add(running.get(task));
        }
      }
      // the one that was being started when it was stopped was not yet among them
      if (stopped) {
        started.forEach(Running::end);
      }
      for (String task : running.keySet()) {
        Ending ending = running.get(task).ended().join();
        if (!stopped) {
          report(first.get(task), ending);
        }
      }
    }
  }

  /** Ends what is tried, and says nothing about it; from any thread. */
  public void stop() {
    stopped = true;
    started.forEach(Running::end);
  }

  private Optional<JobRef> firstToRun(NodePlan node) {
    for (int i = 0; i < node.size(); i++) {
      boolean here = node.request(i).executor() == Executor.LOCAL;
      if (here && prepared.freshness().verdict(node, i).runs()) {
        return Optional.of(new JobRef(node, i));
      }
    }
    return Optional.empty();
  }

  private void report(JobRef job, Ending ending) {
    if (ending.verdict() == Verdict.ENDED && ending.exit().orElse(-1) == 0) {
      return;
    }
    Task task = job.node().node().task();
    String log = jobs.tryLog(task.name());
    List<String> said =
        Tail.of(jobs.folder().file(log + ".err"))
            .lines()
            .map(String::strip)
            .filter(each -> !each.isEmpty())
            .toList();
    boolean inSetup = task.setup().isPresent() && !lastOf(said).startsWith("hdw: there is no");
    Span span = inSetup ? task.setup().get().span() : task.run().span();
    diagnostics.add(
        Diagnostic.of(
                Code.HDW0703,
                span,
                (inSetup ? "the setup of task `" : "the command of task `")
                    + task.name()
                    + "` does not work on this machine: "
                    + line(ending, said))
            .hint(
                "nothing was started; all that it said is in "
                    + jobs.folder().file(log + ".err")
                    + "; --no-try starts the jobs all the same"));
  }

  private static String lastOf(List<String> lines) {
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  /** The last line that is not hdw's own, or how it ended. */
  private static String line(Ending ending, List<String> said) {
    if (!ending.said().isEmpty()) {
      return ending.said();
    }
    for (int i = said.size() - 1; i >= 0; i--) {
      if (!said.get(i).startsWith("hdw: setup ended")) {
        return said.get(i).startsWith("hdw: ") ? said.get(i).substring(5) : said.get(i);
      }
    }
    return "it ended with status " + ending.exit().orElse(-1);
  }
}
