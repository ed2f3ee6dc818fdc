package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code hdw render --dagman} writes, in the hands of a real DAGMan. */
@Tag("engine")
final class DagmanEngineTest {
  /**
   * Three samples file by file, a task on each result, a gather of each sample, and a plot here.
   */
  private static final String ANALYSIS =
      """
      workflow words
      sample A { files = glob("a*.txt") }
      sample B { files = glob("b*.txt") }
      sample C { files = glob("c*.txt") }
      defaults { executor = htcondor  memory = 100 MB  time = 5 min  retries = 1 }
      task select for each sample {
        split  = 1 file
        output = "out/{{chunk}}.selected"
        run    = \"""
          FIRST
          echo "attempt $HDW_ATTEMPT of $HDW_JOB with $HDW_MEMORY_MIB"
          grep x {{input}} > {{output}}
        \"""
      }
      task count for each sample {
        input  = each select
        output = "out/{{chunk}}.count"
        run    = "wc -l < {{input}} > {{output}}"
      }
      task total for each sample {
        input  = count
        output = "total/{{sample}}"
        run    = "cat {{inputs}} | awk '{sum += $1} END {print sum}' > {{output}}"
      }
      task plot {
        input    = total
        executor = local
        output   = "plot"
        run      = "cat {{inputs}} > {{output}}"
      }
      """;

  @TempDir Path folder;

  private Session session(String first) throws IOException {
    return new Session(folder)
        .file("words.hdw", ANALYSIS.replace("FIRST", first))
        .file("a 1+2.txt", "x1\nx2\ny\n")
        .file("a'2.txt", "x1\n")
        .file("b$(x);\".txt", "x1\nx2\nx3\nx4\n")
        .file("c1.txt", "x1\n")
        .file("c2.txt", "x1\nx2\n");
  }

  /** Submits the DAG and waits for DAGMan; gives the status with which it ended. */
  private int submit() throws Exception {
    Path dag = folder.resolve("words-dagman");
    Engine.run(dag, "condor_submit_dag", "words.dag");
    Engine.run(dag, "condor_wait", "-wait", "280", "words.dag.dagman.log");
    String said = Files.readString(dag.resolve("words.dag.dagman.out"));
    int at = said.lastIndexOf("EXITING WITH STATUS ");
    assertTrue(at > 0, said);
    return Integer.parseInt(said.substring(at + "EXITING WITH STATUS ".length()).strip());
  }

  private List<String> logs(String ending) throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("words-dagman/logs"))) {
      return all.filter(each -> each.toString().endsWith(ending)).map(this::text).sorted().toList();
    }
  }

  private String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void dagman_makes_the_outputs_that_hdw_makes_and_hdw_takes_them_as_results() throws Exception {
    var session = session("true");
    assertEquals(ExitCode.DONE, session.hdw("render", "--dagman", "@words.hdw"), session.err());
    assertEquals(0, submit(), session.out());
    assertEquals("3\n4\n3\n", session.read("plot"));
    assertEquals(5, logs(".out").stream().filter(each -> each.contains("with 100")).count());
    assertEquals(
        ExitCode.DONE,
        session.hdw("run", "--adopt", "--executor", "local", "@words.hdw"),
        session.err());
    assertTrue(session.err().contains("14 of 14 jobs done (14 of them before)"), session.err());
    assertEquals(
        ExitCode.DONE, session.hdw("run", "--executor", "local", "@words.hdw"), session.err());
    assertTrue(session.err().contains("nothing to do"), session.err());
    assertEquals(
        ExitCode.DONE,
        session.hdw("run", "--new", "--overwrite", "--executor", "local", "@words.hdw"),
        session.err());
    assertEquals("3\n4\n3\n", session.read("plot"));
  }

  @Test
  void a_job_that_fails_is_tried_again_and_a_rescue_dag_goes_on_with_what_is_left()
      throws Exception {
    var session =
        session(
            "if [[ $HDW_JOB == */a* && $HDW_ATTEMPT == 1 ]]; then exit 3; fi;"
                + " if [[ $HDW_JOB == */B/* ]]; then test -e go || exit 4; fi");
    assertEquals(ExitCode.DONE, session.hdw("render", "--dagman", "@words.hdw"), session.err());
    assertEquals(1, submit());
    assertTrue(session.exists("words-dagman/words.dag.rescue001"));
    assertTrue(session.exists("total/A") && session.exists("total/C"));
    assertFalse(session.exists("total/B") || session.exists("plot"));
    int before = logs(".out").size();
    session.file("go", "");
    assertEquals(0, submit());
    assertEquals("3\n4\n3\n", session.read("plot"));
    // select of B, count and total of it, and the plot: logs of before are all still there
    assertEquals(before + 4, logs(".out").size());
  }

  @Test
  void a_job_whose_memory_runs_out_starts_again_with_what_the_rules_raise_it_to() throws Exception {
    var session =
        new Session(folder)
            .file(
                "words.hdw",
                """
                workflow words
                use "rules/standard"
                task large {
                  executor = htcondor  memory = 100 MB
                  output   = "large"
                  run      = "touch {{output}}"
                  # a slot that a job of before left may be larger than what is asked for
                  directive htcondor = \"""
                    requirements = TARGET.PartitionableSlot =?= true || TARGET.Memory < 2 * RequestMemory
                    executable   = ../eat.sh
                  \"""
                }
                """)
            // one process, which HTCondor surely had the time to put into its control group
            .file(
                "eat.sh",
                """
                #!/bin/bash
                echo "asked for $HDW_MEMORY_MIB"
                sleep 2
                text=$(head -c 150M /dev/zero | tr '\\0' x)
                echo "${#text}" > ../large
                """);
    assertTrue(folder.resolve("eat.sh").toFile().setExecutable(true));
    assertEquals(ExitCode.DONE, session.hdw("render", "--dagman", "@words.hdw"), session.err());
    assertEquals(0, submit());
    assertEquals("157286400\n", session.read("large"));
    assertTrue(
        logs(".out").containsAll(List.of("asked for 100\n", "asked for 200\n")),
        logs(".out").toString());
  }
}
