package hdw.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hdw.diagnostic.Code;
import hdw.executor.Plans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Outputs that are one, or within another, are found whatever they begin and end with. */
final class OutputShapesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "out/{{sample}}/{{chunk}}.root, merged/{{sample}}.root, false",
    "out/{{chunk}}_{{sample}}, out/{{sample}}, false",
    "out/{{sample}}/{{chunk}}, out/{{sample}}, false",
    "out/{{sample}}_{{chunk}}, out/{{sample}}, false",
    "{{sample}}{{chunk}}, {{sample}}.root, false",
    "out/{{chunk}}, out/{{sample}}, false",
    "out/{{sample}}.{{chunk}}, out, true",
    "out/{{sample}}/{{chunk}}, out/, true",
    "out/{{sample}}/{{chunk}}/, ./out/{{sample}}/, true",
    "out/{{sample}}/{{chunk}}/, other/{{sample}}/, false",
    "a/../out/{{sample}}/{{chunk}}, out//{{sample}}, false",
    "out/{{sample}}, merged/{{sample}}, true",
    "out/{{sample}}/{{chunk}}, merged/all, true",
    "out/{{sample}}/{{chunk}}, out/{{sample}}/a-00, false",
    "root://one//{{sample}}/{{chunk}}, root://one//{{sample}}, false",
    "out/{{sample}}/{{chunk.files}}, merged/{{sample}}, true"
  })
  void an_output_is_written_by_one_job_alone(String cut, String merged, boolean wrong)
      throws IOException {
    assertEquals(wrong, clash(cut, merged), cut + " and " + merged);
  }

  @Test
  void two_outputs_of_a_task_may_begin_alike() throws IOException {
    Path file = folder.resolve("two.hdw");
    Files.writeString(
        file,
        """
        workflow two
        sample s { files = ["root://one//a.root", "root://one//b.root"] }
        task cut for each sample {
          split = 1 file
          output { a = "out/{{chunk}}.root"  b = "out/{{chunk}}.json" }
          executor = local
          memory = 1 GB
          run = "cut {{output.a}} {{output.b}} {{inputs}}"
        }
        """);
    assertEquals(2, Plans.of(file).jobs());
  }

  private boolean clash(String cut, String merged) throws IOException {
    Path file = folder.resolve("clash.hdw");
    Files.writeString(
        file,
        """
        workflow clash
        sample s { files = ["root://one//a.root", "root://one//b.root"] }
        sample s2 { files = ["root://one//c.root", "root://one//d.root"] }
        defaults { executor = local  memory = 1 GB }
        task cut for each sample {
          split = 1 file
          output = "%s"
          run = "cut {{output}} {{inputs}}"
        }
        task merged for each sample {
          input = cut
          output = "%s"
          run = "merge {{output}} {{inputs}}"
        }
        """
            .formatted(cut, merged));
    return Plans.compile(file).diagnostics().stream().anyMatch(each -> each.code() == Code.HDW0507);
  }
}
