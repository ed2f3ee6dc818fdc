package hdw.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.plan.Intake;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of a table, one by one. */
final class SingleRowsTest {
  @TempDir Path folder;

  private Plan plan() {
    return Plans.of(
        folder,
        """
        workflow w
        sample A { files = ["root://h//ü 1.root", "root://h//2.root", "root://h//3.root"]  xsec = 2 }
        task t for each sample {
          split  = 1 file
          environment { X = "{{sample.xsec}}" }
          output = "out/{{chunk}}"
          run    = "echo {{sample}} > {{output}}"
        }
        task g {
          input  = t
          output = "g"
          run    = "cat {{inputs.table}} {{inputs.json}} <(echo {{join(t.outputs, ';')}} {{length(inputs)}}) > {{output}}"
        }
        """
            .replace("';'", "\\\";\\\""));
  }

  @Test
  void a_row_is_that_of_the_table() {
    Plan plan = plan();
    for (Batch batch : Batches.of(plan)) {
      var rows = new SingleRows(plan, batch.task());
      var text = new StringBuilder(rows.header());
      for (Batch.Item each : batch.items()) {
        text.append(rows.row(each.node(), each.job().job(), Intake.of(input -> true)));
      }
      assertEquals(TaskFiles.render(plan, batch).table().text(), text.toString());
    }
  }

  @Test
  void what_is_not_taken_is_nowhere_in_a_row() {
    Plan plan = plan();
    NodePlan gather = plan.nodes().get(1);
    var rows = new SingleRows(plan, gather.node().task());
    String first = gather.inputs(0).get(0).path();
    String row = rows.row(gather, 0, Intake.of(each -> !each.path().equals(first)));
    assertTrue(rows.row(gather, 0, Intake.of(each -> true)).contains(first.replace(" ", "\\0040")));
    assertTrue(!row.contains(first.replace(" ", "\\0040")), row);
    assertTrue(row.endsWith("\t2\n"), row);
  }

  @Test
  void a_job_can_write_elsewhere() {
    Plan plan = plan();
    NodePlan node = plan.nodes().get(0);
    var rows = new SingleRows(plan, node.node().task());
    assertEquals(
        rows.row(node, 0, Intake.of(each -> true)).replace("\tout/", "\tdebug/"),
        rows.row(
            node,
            0,
            Intake.of(each -> true),
            node.outputs(0).stream().map(each -> each.replace("out/", "debug/")).toList()));
  }

  @Test
  void a_late_row_runs_by_the_script_of_its_task() throws IOException, InterruptedException {
    Plan plan = plan();
    Path run = Plans.write(Rendering.of(plan), folder);
    NodePlan node = plan.nodes().get(0);
    var rows = new SingleRows(plan, node.node().task());
    String row = rows.row(node, 1, Intake.of(each -> true), List.of("debug/one"));
    Files.writeString(run.resolve(rows.tablePath()), rows.header() + row);
    int length = row.getBytes(StandardCharsets.UTF_8).length;
    List<String> command =
        rows.command(rows.header().getBytes(StandardCharsets.UTF_8).length, length, 2);
    var job = new ProcessBuilder(command).directory(run.toFile()).inheritIO().start();
    assertEquals(0, job.waitFor());
    assertEquals("A\n", Files.readString(folder.resolve("debug/one")));
  }
}
