package hdw.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.plan.Plan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TaskFilesTest {
  @TempDir Path folder;

  private int run(Plan plan, String task) throws IOException, InterruptedException {
    Path run = Plans.write(Rendering.of(plan), folder);
    int failed = 0;
    for (Batch batch : Batches.of(plan)) {
      TaskFiles files = TaskFiles.render(plan, batch);
      for (int row = 0; batch.task().name().equals(task) && row < batch.size(); row++) {
        var job = new ProcessBuilder(files.command(row, 1)).directory(run.toFile()).inheritIO();
        failed += job.start().waitFor() == 0 ? 0 : 1;
      }
    }
    return failed;
  }

  @Test
  void a_row_is_found_by_its_bytes() {
    Plan plan =
        Plans.of(
            folder,
            """
            workflow w
            let word = "ü€😀"
            sample A { files = ["root://h//ü€😀.root", "root://h//b.root"]  title = "α → β" }
            task t for each sample {
              split  = 1 file
              output = "{{word}}/{{chunk}}"
              run    = "echo {{sample.title}} > {{output}}"
            }
            """);
    Batch batch = Batches.of(plan).get(0);
    TaskFiles files = TaskFiles.render(plan, batch);
    byte[] table = files.table().text().getBytes(StandardCharsets.UTF_8);
    for (int row = 0; row < batch.size(); row++) {
      String text =
          new String(table, (int) files.offset(row), files.length(row), StandardCharsets.UTF_8);
      assertTrue(text.startsWith(batch.items().get(row).id() + "\t"), text);
      assertTrue(text.endsWith("α\\0040→\\0040β\n"), text);
    }
  }

  @Test
  void values_reach_a_job_as_they_are() throws IOException, InterruptedException {
    String odd = "a b'c$(touch x)\\n*;d.csv";
    Files.writeString(folder.resolve(odd), "1\n2\n");
    Plan plan =
        Plans.of(
            folder,
            """
            workflow w
            param sample_kind = "param $HOME"
            sample A { files = glob("*.csv")  kind = "it's \\"mc\\""  list = ["x y", "z"] }
            task t for each sample, way in ["up"] {
              split  = 1 file
              setup  = "export FROM_SETUP={{sample}}"
              environment { FROM_TASK = "$HOME {{way}}" }
              output = "out/"
              run    = \"""
                printf '%s\\n' {{inputs}} '{{sample.kind}}' "{{sample_kind}}" {{way}} "$FROM_SETUP" "$FROM_TASK" \\
                  {{join(sample.list, " ")}} {{attempt}} > {{output}}/list
                cat {{inputs.list}} {{inputs.json}} > {{output}}/files
              \"""
            }
            """);
    assertEquals(0, run(plan, "t"));
    assertEquals(
        List.of(odd, "it's \"mc\"", "param $HOME", "up", "A", "$HOME up", "x y z", "1"),
        Files.readAllLines(folder.resolve("out/list")));
    assertEquals(
        List.of(odd, "{\"A\": [\"" + odd.replace("\\", "\\\\") + "\"]}"),
        Files.readAllLines(folder.resolve("out/files")));
  }

  @Test
  void a_table_of_inputs_tells_where_each_came_from() throws IOException, InterruptedException {
    Plan plan =
        Plans.of(
            folder,
            """
            workflow w
            sample A { files = "root://h//a.root"  xsec = 1.5  process = "P" }
            sample B { files = "root://h//b.root"  process = "P"  title = "tab\\there" }
            sample C { files = "root://h//c.root"  process = "Q" }
            task t for each sample, way in ["up", "down"] {
              output = "t/{{sample}}.{{way}}"
              run    = "true"
            }
            task p for each sample.process { input = t  output = "p/{{sample.process}}"  run = "true" }
            task all {
              input  = [t, p, "analysis.hdw"]
              output = "all.tsv"
              run    = "cp {{inputs.table}} {{output}}"
            }
            """);
    assertEquals(0, run(plan, "all"));
    assertEquals(
        List.of(
            "path\ttask\tsample\tway\txsec\tprocess\ttitle",
            "t/A.up\tt\tA\tup\t1.5\tP\t",
            "t/A.down\tt\tA\tdown\t1.5\tP\t",
            "t/B.up\tt\tB\tup\t\tP\ttab\\there",
            "t/B.down\tt\tB\tdown\t\tP\ttab\\there",
            "t/C.up\tt\tC\tup\t\tQ\t",
            "t/C.down\tt\tC\tdown\t\tQ\t",
            "p/P\tp\t\t\t\tP\t",
            "p/Q\tp\t\t\t\tQ\t",
            "analysis.hdw\t\t\t\t\t\t"),
        Files.readAllLines(folder.resolve("all.tsv")));
  }

  @Test
  void what_only_params_decide_stands_in_the_script_once() {
    Plan plan =
        Plans.of(
            folder,
            """
            workflow w
            param lumi = 3
            sample A { files = "root://h//a.root" }
            task t for each sample { output = "o"  run = "plot {{lumi}} {{lumi * 2}} > {{output}}" }
            """);
    TaskFiles files = TaskFiles.render(plan, Batches.of(plan).get(0));
    assertEquals(
        "# job\tnode\toutput\tinputs", files.table().text().lines().findFirst().orElse(""));
    assertTrue(files.script().text().contains("\nhdw_lumi=3\nhdw_value=6\n"));
  }
}
