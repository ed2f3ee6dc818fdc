package hdw.cli;

import hdw.insight.RunDiff;
import hdw.run.RunSummary;
import hdw.run.RunSummary.NodeCounts;
import java.util.ArrayList;
import java.util.List;

/** How two runs differ, in lines for people. */
record DiffText(RunDiff diff) {
  private static final int MOST_NAMED = 3;

  /** The lines. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("--- " + title(diff.before()));
    lines.add("+++ " + title(diff.after()));
    if (diff.isSame()) {
      lines.add(same());
      return lines;
    }
    addNodes(lines);
    diff.jobs().forEach(each -> lines.add(of(each)));
    diff.oneSided().forEach(each -> lines.add(of(each)));
    diff.outcomes().forEach(each -> lines.add(of(each)));
    if (!diff.comparesJobs()) {
      lines.add("only the plans were compared: a dry run has no jobs that ran");
    }
    return lines;
  }

  private static String title(RunSummary run) {
    List<NodeCounts> nodes = run.nodes();
    int failed = nodes.stream().mapToInt(NodeCounts::failed).sum();
    return run.name()
        + ": "
        + run.runState()
        + ", "
        + nodes.stream().mapToInt(NodeCounts::done).sum()
        + " of "
        + jobs(nodes.stream().mapToInt(NodeCounts::jobs).sum())
        + " done"
        + (failed > 0 ? ", " + failed + " failed" : "");
  }

  private String same() {
    int nodes = diff.after().nodes().size();
    return "the plans are the same, "
        + nodes
        + (nodes == 1 ? " node" : " nodes")
        + (diff.comparesJobs()
            ? "; so are their jobs, and what came of them"
            : "; a dry run has no jobs that ran");
  }

  private void addNodes(List<String> lines) {
    if (!diff.newNodes().isEmpty()) {
      lines.add("new: " + named(diff.newNodes()));
    }
    if (!diff.goneNodes().isEmpty()) {
      lines.add("gone: " + named(diff.goneNodes()));
    }
    for (RunDiff.NodeChange each : diff.nodes()) {
      lines.add(each.what() + ": " + each.before() + " -> " + each.after());
      lines.add("    " + named(each.nodes()));
    }
  }

  private static String of(RunDiff.JobChange change) {
    String what =
        change.parts().equals(List.of("unknown part"))
            ? "made from something else (what it is, only a result would tell)"
            : "with other " + String.join(", ", change.parts());
    return line(change.task(), change.jobs(), what, change.example());
  }

  private String of(RunDiff.OneSided change) {
    RunSummary run = change.onlyAfter() ? diff.after() : diff.before();
    return line(change.task(), change.jobs(), "only in " + run.name(), change.example());
  }

  private static String of(RunDiff.OutcomeChange change) {
    return line(
        change.task(), change.jobs(), change.before() + " -> " + change.after(), change.example());
  }

  private static String line(String task, int jobs, String what, String example) {
    return task
        + ": "
        + jobs(jobs)
        + " "
        + what
        + "\n    "
        + example
        + (jobs > 1 ? " and " + (jobs - 1) + " more" : "");
  }

  private static String jobs(int number) {
    return number + (number == 1 ? " job" : " jobs");
  }

  private static String named(List<String> names) {
    int shown = Math.min(MOST_NAMED, names.size());
    return String.join(", ", names.subList(0, shown))
        + (names.size() > shown ? " and " + (names.size() - shown) + " more" : "");
  }
}
