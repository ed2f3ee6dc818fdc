package hdw.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hdw.compile.Compilation;
import hdw.executor.Plans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandLineCheckTest {
  @TempDir Path folder;

  private List<String> messages(String text) throws IOException {
    var lines = new StringBuilder();
    for (int i = 0; i < 1100; i++) {
      lines.append("root://host//").append("x".repeat(1000)).append(i).append('\n');
    }
    Files.writeString(folder.resolve("many.txt"), lines);
    Compilation compilation =
        Plans.compile(Files.writeString(folder.resolve("analysis.hdw"), "workflow w\n" + text));
    return compilation.diagnostics().stream()
        .map(each -> each.code() + " " + each.span().text() + ": " + each.message())
        .toList();
  }

  @Test
  void a_list_of_more_than_a_mebibyte_does_not_fit_into_a_command() throws IOException {
    String sample = "sample A { files = lines(\"many.txt\") }\n";
    String task = "task t for each sample { output = \"o\" run = \"cat %s > {{output}}\" }";
    assertEquals(
        List.of(
            "HDW0515 {{inputs}}: the command line of job `t/A` would have 1.1 MB of words, and a system takes 1 MB"),
        messages(sample + task.formatted("{{inputs}}")));
    assertEquals(List.of(), messages(sample + task.formatted("{{inputs.list}}")));
  }

  @Test
  void a_metadatum_that_a_sample_lacks_is_found_before_anything_runs() throws IOException {
    assertEquals(
        List.of("HDW0212 sample.xsec: sample `B` has no `xsec`"),
        messages(
            """
            sample A { files = "root://h//a"  xsec = 1 }
            sample B { files = "root://h//b" }
            task t for each sample { output = "{{sample}}" run = "t {{sample.xsec}} > {{output}}" }
            """));
  }

  @Test
  void what_is_computed_from_a_chunk_is_computed_for_all() throws IOException {
    assertEquals(
        List.of("HDW0311 /: `/` has no result here: it would be a division by zero"),
        messages(
            """
            sample A { files = ["root://h//a", "root://h//b", "root://h//c"] }
            task t for each sample {
              split  = 2 files
              output = "{{chunk}}"
              run    = "t {{6 / (chunk.files - 1)}} > {{output}}"
            }
            """));
  }
}
