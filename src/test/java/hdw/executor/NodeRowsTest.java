package hdw.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hdw.plan.Intake;
import hdw.plan.Plan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that are put together from pieces are those that are made one by one. */
final class NodeRowsTest {
  @TempDir Path folder;

  @Test
  void rows_from_pieces_are_the_rows_made_one_by_one() throws IOException {
    Files.writeString(
        folder.resolve("mc.json"),
        """
        {"DY": {"files": ["root://one//a b/é1.root", "root://one//a b/é\\\\2.root"], "name": "an\\ttab"},
         "TT": {"files": ["root://one//x.root"], "name": "é"}}
        """);
    assertRows(
        Plans.of(
            folder,
            """
            workflow rows
            samples from "mc.json"
            defaults { executor = local  memory = 1 GB  time = 1 h }
            task cut for each sample, way in ["up", "down"] {
              split = 1 file
              output { a = "out/{{sample}} {{way}}/{{chunk}}.root"  b = "é/{{sample}}{{way}}{{chunk}}" }
              run = "cut {{sample.name}} {{chunk}} {{chunk.files}} {{output.a}} {{output.b}} {{inputs}}"
            }
            task some for each sample {
              split = 2 files
              output = "some/{{sample}}/{{chunk}}"
              run = "some {{sample.name}} {{output}} {{inputs}}"
            }
            task again for each sample, way {
              input = each cut.b
              output = "again/{{sample}}/{{way}}/{{chunk}}"
              run = "again {{chunk}} {{output}} {{inputs}}"
            }
            task all {
              input = [again, some]
              output = "all"
              run = "all {{output}} {{inputs}}"
            }
            task tree for each way {
              input = again by 2
              output = "tree/{{way}}.root"
              run = "tree {{output}} {{inputs}}"
            }
            """));
  }

  private static void assertRows(Plan plan) {
    for (Batch each : Batches.of(plan)) {
      var single = new SingleRows(plan, each.task());
      var expected = new StringBuilder(single.header());
      TaskFiles files = TaskFiles.render(plan, each);
      for (int row = 0; row < each.size(); row++) {
        Batch.Item item = each.items().get(row);
        String line = single.row(item.node(), item.job().job(), Intake.ALL);
        assertEquals(utf8(expected.toString()), files.offset(row));
        assertEquals(utf8(line), files.length(row));
        assertEquals(JobLog.of(each.task().name(), item.id()), files.log(row));
        expected.append(line);
      }
      assertEquals(expected.toString(), files.table().text());
    }
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
