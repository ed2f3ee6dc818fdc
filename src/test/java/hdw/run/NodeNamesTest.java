package hdw.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The node of a job is found in the same way by its id and by its story. */
final class NodeNamesTest {
  private static final Set<String> NODES =
      Set.of("plot", "skim/DY", "skim/DY/nominal", "merge/DY", "n\u00fc/a", "deep/a/b/c");

  @Test
  void a_job_is_of_the_node_that_has_its_id_or_all_of_it_but_the_chunk() {
    var names = new NodeNames(NODES);
    var state = new RunState();
    List<String> jobs =
        List.of(
            "plot",
            "plot/x-1",
            "skim/DY",
            "skim/DY/nominal",
            "skim/DY/x-1",
            "skim/DY/x-2",
            "skim/DY/nominal/x-1",
            "skim/TT/x-1",
            "merge/DY",
            "merge/DY/tree.0.1",
            "n\u00fc/a",
            "n\u00fc/a/x-1",
            "deep/a/b/c/1",
            "deep/a/b/1",
            "unknown",
            "/");
    for (String each : jobs) {
      state.apply(Events.wanted(each), Instant.EPOCH);
    }
    List<String> nodes =
        List.of(
            "plot",
            "plot",
            "skim/DY",
            "skim/DY/nominal",
            "skim/DY",
            "skim/DY",
            "skim/DY/nominal",
            "",
            "merge/DY",
            "merge/DY",
            "n\u00fc/a",
            "n\u00fc/a",
            "deep/a/b/c",
            "",
            "",
            "");
    assertEquals(jobs, state.jobs().stream().map(JobStory::id).toList());
    assertEquals(nodes, jobs.stream().map(names::of).toList());
    assertEquals(nodes, state.jobs().stream().map(names::of).toList());
  }
}
