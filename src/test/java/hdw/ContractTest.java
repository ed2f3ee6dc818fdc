package hdw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hdw.compile.Compilation;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every workflow that the language was promised by, in {@code src/test/resources/contract}. */
final class ContractTest {
  private static final Path CONTRACT = Path.of("src/test/resources/contract");

  @TempDir private Path folder;

  /**
   * The samples of the whole analysis: 3, 501, 6 and 4 files.
   *
   * <p>GluGluHtoGG and DYto2L (4 found by the pattern, 2 listed) are here, TTG is behind a URL,
   * which nobody looks up; DataC is the one sample that is no simulation.
   */
  private Plan diphoton() throws IOException {
    String ttg =
        IntStream.range(0, 501)
            .mapToObj(i -> "\"root://xrootd-cms.infn.it//store/mc/TTG/" + i + ".root\"")
            .collect(Collectors.joining(", "));
    write(
        "samples/mc.json",
        "{\"GluGluHtoGG\": [\"ggh1.root\", \"ggh2.root\", \"ggh3.root\"], \"TTG\": [" + ttg + "]}");
    write("samples/data.json", "{\"DataC\": [\"1.root\", \"2.root\", \"3.root\", \"4.root\"]}");
    write("lists/dy-extra.txt", "# found later\nextra1.root\n\nextra2.root\n");
    for (String each : List.of("ggh1", "ggh2", "ggh3", "1", "2", "3", "4")) {
      write("samples/" + each + ".root", each);
    }
    for (int i = 1; i <= 4; i++) {
      write("eos/cms/store/mc/DYto2L/" + i + ".root", "");
    }
    for (String each :
        List.of("lists/extra1.root", "lists/extra2.root", "env.sh", "scripts/ntuple.py")) {
      write(each, "");
    }
    String text = Files.readString(CONTRACT.resolve("diphoton.hdw"));
    write("diphoton.hdw", text.replace("/eos/cms/store", folder + "/eos/cms/store"));
    return compiled("diphoton.hdw", List.of(Map.entry("--set", "outdir=/tmp/out")))
        .plan()
        .orElseThrow();
  }

  @Test
  void the_whole_analysis_has_the_nodes_and_jobs_that_a_person_counts() throws IOException {
    Plan plan = diphoton();
    // three simulated samples in three variations, and data in one
    assertEquals(3 * 3 + 1, nodes(plan, "ntuple"));
    assertEquals(3 * (3 + 501 + 6) + 4, jobs(plan, "ntuple"));
    // one merged file for each of those, and one plot
    assertEquals(10, nodes(plan, "merged"));
    assertEquals(10, jobs(plan, "merged"));
    assertEquals(1, nodes(plan, "plots"));
    assertEquals(1534 + 10 + 1, plan.jobs());
  }

  @Test
  void the_whole_analysis_runs_where_its_lines_and_rules_say() throws IOException {
    var queues = new java.util.TreeMap<String, String>();
    for (NodePlan each : diphoton().nodes()) {
      var request = each.request(0);
      queues.put(
          each.node().id(),
          request.queue().map(queue -> queue.name()).orElse("-") + " on " + request.executor());
    }
    assertEquals("longlunch on HTCONDOR", queues.get("ntuple/TTG/scale_up"));
    assertEquals("espresso on HTCONDOR", queues.get("ntuple/DYto2L/scale_up"));
    assertEquals("espresso on HTCONDOR", queues.get("merged/DataC/nominal"));
    assertEquals("- on LOCAL", queues.get("plots"));
  }

  /** The two rules have one name on their page, where they show two shapes. */
  @Test
  void the_shapes_of_rules_are_right() throws IOException {
    String text = Files.readString(CONTRACT.resolve("rules.hdw"));
    write(
        "rules.hdw",
        "use \"sites/lxplus\"\nparam CONDITION = true\n"
            + text.replace("rule NAME on failure", "rule OTHER on failure"));
    assertEquals("", report("rules.hdw"));
  }

  @Test
  void a_site_is_right() throws IOException {
    write("site.hdw", Files.readString(CONTRACT.resolve("site.hdw")));
    assertEquals("", report("site.hdw"));
  }

  @Test
  void what_its_lines_show_is_right() throws IOException {
    write("inline.hdw", Files.readString(CONTRACT.resolve("inline.hdw")));
    write("model.json", "{}");
    Plan plan = compiled("inline.hdw", List.of()).plan().orElseThrow();
    assertEquals(3, jobs(plan, "hist"));
    assertEquals(1, jobs(plan, "merged"));
  }

  private static long nodes(Plan plan, String task) {
    return plan.nodes().stream().filter(each -> each.node().task().name().equals(task)).count();
  }

  private static long jobs(Plan plan, String task) {
    return plan.nodes().stream()
        .filter(each -> each.node().task().name().equals(task))
        .mapToLong(NodePlan::size)
        .sum();
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private String report(String file) throws IOException {
    var laboratory = new Laboratory(folder);
    return laboratory.report(laboratory.compile(file, List.of()));
  }

  private Compilation compiled(String file, List<Map.Entry<String, String>> options)
      throws IOException {
    var laboratory = new Laboratory(folder);
    Compilation compilation = laboratory.compile(file, options);
    assertEquals("", laboratory.report(compilation));
    return compilation;
  }
}
