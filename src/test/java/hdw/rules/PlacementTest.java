package hdw.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hdw.analysis.Overrides;
import hdw.compile.Compilation;
import hdw.compile.Compiler;
import hdw.diagnostic.Source;
import hdw.executor.Plans;
import hdw.model.Resource;
import hdw.plan.NodePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job asks for, and who said so. */
final class PlacementTest {
  private static final String SITE =
      """
      site pool {
        executor = htcondor
        queue short { time = 1 h   memory = 4 GB }
        queue long  { time = 1 d   memory = 8 GB }
        queue huge  { time = 1 d   memory = 64 GB }
      }
      """;

  @TempDir Path folder;

  private NodePlan node(String id, String text, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("w.hdw"), "workflow w\n" + text);
    List<Source> demands =
        Arrays.stream(options)
            .filter(each -> !each.startsWith("--set "))
            .map(each -> new Source(each.split(" ", 2)[0], each.split(" ", 2)[1]))
            .toList();
    List<Source> sets =
        Arrays.stream(options)
            .filter(each -> each.startsWith("--set "))
            .map(each -> new Source("--set", each.substring("--set ".length())))
            .toList();
    Compilation compilation =
        Plans.compiler()
            .compile(file, Compiler.Options.of(new Overrides(sets, demands, Optional.empty())));
    assertEquals("", Plans.report(compilation));
    return compilation.plan().orElseThrow().nodes().stream()
        .filter(each -> each.node().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** Each step of a value with who said it. */
  private static List<String> chain(NodePlan node, Resource resource) {
    return node.request(0).chain(resource).stream()
        .map(each -> each.source() + ": " + each.value().text())
        .toList();
  }

  private static String queue(NodePlan node) {
    return node.request(0).queue().map(each -> each.name()).orElse("none");
  }

  @Test
  void each_step_of_a_value_is_kept_in_the_order_in_which_they_beat_each_other()
      throws IOException {
    NodePlan node =
        node(
            "t",
            """
            defaults { memory = 3 GB  cpus = 2 }
            task t { memory = 4 GB  run = "true" }
            rule more { when task == t  then memory = memory + 1 GB }
            rule twice { then memory = memory * 2, cpus = cpus + 1 }
            """,
            "--memory 7GB");
    assertEquals(
        List.of(
            "built-in: 2 GB",
            "task t: 4 GB",
            "rule more: 5 GB",
            "rule twice: 10 GB",
            "command line: 7 GB"),
        chain(node, Resource.MEMORY));
    assertEquals(
        List.of("built-in: 1", "defaults: 2", "rule twice: 3"), chain(node, Resource.CPUS));
  }

  @Test
  void rules_of_used_files_come_first_and_one_of_the_same_name_is_replaced() throws IOException {
    Files.writeString(
        folder.resolve("used.hdw"),
        "rule a { then cpus = 2 }\nrule b { then cpus = 3 }\nrule c { then memory = 5 GB }\n");
    NodePlan node =
        node(
            "t",
            """
            use "used"
            task t { run = "true" }
            rule own { then cpus = cpus + 10 }
            rule b { then cpus = cpus * 2 }
            """);
    assertEquals(
        List.of("built-in: 1", "rule a: 2", "rule own: 12", "rule b: 24"),
        chain(node, Resource.CPUS));
    assertEquals("5 GB", node.request(0).memory().toString());
  }

  @Test
  void a_rule_that_names_what_a_job_does_not_have_does_not_match() throws IOException {
    String text =
        """
        sample A { files = "root://h//a"  kind = "mc" }
        task one for each sample, cut in ["x"] { output = "{{cut}}"  run = "true" }
        task two { input = one  run = "true {{inputs}}" }
        rule by_sample { when sample.kind == "mc"  then cpus = 2 }
        rule by_cut { when cut == "x"  then memory = 1 GB }
        """;
    assertEquals(2, node("one/A/x", text).request(0).cpus());
    assertEquals("1 GB", node("one/A/x", text).request(0).memory().toString());
    assertEquals(1, node("two", text).request(0).cpus());
    assertEquals("2 GB", node("two", text).request(0).memory().toString());
  }

  @Test
  void a_rule_about_chunks_gives_jobs_of_one_node_different_requests() throws IOException {
    NodePlan node =
        node(
            "t/A",
            """
            sample A { files = ["root://h//a", "root://h//b", "root://h//c"] }
            task t for each sample { split = 2 files  output = "{{chunk}}"  run = "true" }
            rule few { when chunk.files < 2  then cpus = 4 }
            """);
    assertEquals(List.of(1, 4), List.of(node.request(0).cpus(), node.request(1).cpus()));
    assertEquals(2, node.requests().size());
  }

  @Test
  void options_touch_all_but_what_is_local_by_its_own_line_and_set_touches_one()
      throws IOException {
    String text = SITE + "task a { run = \"true\" }\ntask b { executor = local  run = \"true\" }\n";
    assertEquals("3 GB", node("a", text, "--memory 3GB").request(0).memory().toString());
    assertEquals("2 GB", node("b", text, "--memory 3GB").request(0).memory().toString());
    assertEquals("3 GB", node("b", text, "--set b.memory=3GB").request(0).memory().toString());
    assertEquals("local", node("a", text, "--executor local").request(0).executor().word());
  }

  @Test
  void a_job_without_a_queue_gets_the_first_that_it_fits_into() throws IOException {
    assertEquals("short", queue(node("t", SITE + "task t { run = \"true\" }")));
    assertEquals("short", queue(node("t", SITE + "task t { time = 60 min run = \"true\" }")));
    assertEquals("long", queue(node("t", SITE + "task t { time = 61 min run = \"true\" }")));
    assertEquals("long", queue(node("t", SITE + "task t { memory = 5 GB run = \"true\" }")));
    assertEquals("huge", queue(node("t", SITE + "task t { memory = 9 GB run = \"true\" }")));
    assertEquals("none", queue(node("t", SITE + "task t { executor = local run = \"true\" }")));
  }

  @Test
  void a_job_without_a_time_has_that_of_its_queue() throws IOException {
    NodePlan node = node("t", SITE + "task t { queue = long  run = \"true\" }");
    assertEquals(List.of("queue long: 1 d"), chain(node, Resource.TIME));
    NodePlan timed = node("t", SITE + "task t { queue = long  time = 2 h  run = \"true\" }");
    assertEquals(List.of("task t: 2 h"), chain(timed, Resource.TIME));
  }
}
