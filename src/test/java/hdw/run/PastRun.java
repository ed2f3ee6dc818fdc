package hdw.run;

import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.run.JobRecord.OutputStat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A run that ended well, without anything having run: its outputs, and what its journal would say.
 */
final class PastRun {
  private PastRun() {}

  /** Writes every output that jobs leave, and gives the state after the last job. */
  static RunState of(Plan plan, Path folder) throws IOException {
    var state = new RunState();
    var freshness = new Freshness(plan, state, Set.of(), false, folder);
    freshness.judge();
    Map<String, String> results = new HashMap<>();
    var upstream = new Upstream((node, job) -> results.get(node.id(job)));
    for (NodePlan node : plan.nodes()) {
      for (int i = 0; i < node.size(); i++) {
        var record =
            new JobRecord(
                freshness.parts(node, i), upstream.hash(node, i), write(node.outputs(i), folder));
        results.put(node.id(i), record.result());
        state.apply(new Event.Done(node.id(i), 1, Usage.of(10), record), Instant.EPOCH);
      }
    }
    return state;
  }

  private static List<OutputStat> write(List<String> outputs, Path folder) throws IOException {
    var stats = new ArrayList<OutputStat>();
    for (String each : outputs) {
      Path file = folder.resolve(each);
      Files.createDirectories(file.getParent());
      Files.writeString(file, each);
      stats.add(new hdw.run.Files(folder).stat(each).orElseThrow());
    }
    return stats;
  }

  /** The jobs that would run now, each with the reason; in plan order. */
  static List<String> toDo(Plan plan, RunState state, Path folder, String... redo)
      throws IOException {
    var freshness = new Freshness(plan, state, Set.of(redo), false, folder);
    freshness.judge();
    var jobs = new ArrayList<String>();
    for (NodePlan node : plan.nodes()) {
      for (int i = 0; i < node.size(); i++) {
        Optional<String> because = freshness.verdict(node, i).because();
        String id = node.id(i).replaceAll("-[0-9a-f]{16}", "");
        because.ifPresent(each -> jobs.add(id + ": " + each.replaceAll("-[0-9a-f]{16}", "")));
      }
    }
    return jobs;
  }

  /** Gives a file another time, as a second write would. */
  static void touch(Path file) throws IOException {
    Files.setLastModifiedTime(
        file, java.nio.file.attribute.FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
  }
}
