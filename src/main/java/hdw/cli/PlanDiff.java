package hdw.cli;

import hdw.compile.Compiler;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.run.Freshness;
import hdw.run.RunFolder;
import hdw.run.RunStarter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code hdw plan --diff}: what a run would do now, and why, against what the last run left. */
final class PlanDiff {
  private PlanDiff() {}

  static void print(Plan plan, Path file, Console console) throws IOException {
    Path workFolder = Compiler.folder(file).toRealPath();
    var starter =
        RunStarter.of(
            plan,
            workFolder.resolve(RunFolder.HOME),
            workFolder,
            Clock.system(ZoneId.systemDefault()));
    Freshness freshness = starter.compare();
    var table = new TextTable("NODE", "JOBS", "TO RUN", "BECAUSE");
    long all = 0;
    for (NodePlan node : plan.nodes()) {
      Map<String, Integer> reasons = new LinkedHashMap<>();
      for (int i = 0; i < node.size(); i++) {
        freshness
            .verdict(node, i)
            .because()
            .ifPresent(each -> reasons.merge(kind(each), 1, Integer::sum));
      }
      int toRun = reasons.values().stream().mapToInt(Integer::intValue).sum();
      all += toRun;
      if (toRun > 0) {
        table.add(
            node.node().id(),
            Integer.toString(node.size()),
            Integer.toString(toRun),
            text(reasons));
      }
    }
    console.out().print(all == 0 ? "" : table.text());
    console.out().println(all + " of " + plan.jobs() + " jobs would run");
  }

  /** A reason without the name of the one job that it mentions. */
  private static String kind(String because) {
    return because.endsWith(Freshness.RUNS_AGAIN) ? "a job" + Freshness.RUNS_AGAIN : because;
  }

  private static String text(Map<String, Integer> reasons) {
    Map.Entry<String, Integer> first = reasons.entrySet().iterator().next();
    return first.getKey()
        + (reasons.size() > 1 ? "; and " + (reasons.size() - 1) + " other reasons" : "");
  }
}
