package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code hdw render} writes, and what it says to type. */
final class RenderCommandTest {
  private static final String LINES =
      """
      workflow lines
      sample A { files = glob("a*.txt") }
      sample B { files = glob("b*.txt") }
      defaults { executor = EXECUTOR  memory = 100 MB }
      task count for each sample {
        split  = 1 file
        output = "out/{{chunk}}"
        run    = "wc -l < {{input}} > {{output}}"
      }
      task sum {
        input  = count by 2
        output = "sum"
        run    = "cat {{inputs}} | awk '{sum += $1} END {print sum}' > {{output}}"
      }
      """;

  @TempDir Path folder;

  private Session session(String executor) throws IOException {
    return new Session(folder)
        .file("lines.hdw", LINES.replace("EXECUTOR", executor))
        .file("a1.txt", "1\n2\n")
        .file("a 2.txt", "1\n2\n3\n")
        .file("b1.txt", "1\n");
  }

  @Test
  void what_it_says_to_type_runs_local_jobs_to_the_same_outputs() throws Exception {
    var session = session("local");
    assertEquals(ExitCode.DONE, session.hdw("render", "@lines.hdw"), session.err());
    assertTrue(session.out().contains("xargs -L 1 -P 4 bash jobs/count.sh"), session.out());
    Engine.run(folder, "bash", "-ec", session.out());
    assertEquals("6\n", session.read("sum"));
    assertFalse(session.exists(".hdw"));
  }

  @Test
  void each_line_for_htcondor_says_what_it_comes_after() throws IOException {
    var session = session("htcondor");
    assertEquals(ExitCode.DONE, session.hdw("render", "@lines.hdw", "-o", "here"), session.err());
    assertEquals(
        List.of(
            "cd here",
            "# count: 3 jobs",
            "condor_submit hdw_run=lines hdw_workdir=.. jobs/count.sub",
            "# sum: 2 jobs, after count",
            "condor_submit hdw_run=lines hdw_workdir=.. jobs/sum.sub",
            "# sum-2: 1 job, after sum",
            "condor_submit hdw_run=lines hdw_workdir=.. jobs/sum-2.sub"),
        session.out().lines().toList());
    assertTrue(session.err().contains("nothing was submitted"), session.err());
    assertTrue(Files.isDirectory(folder.resolve("here/logs/count")));
  }

  @Test
  void each_line_for_slurm_has_its_array() throws IOException {
    var session = session("slurm");
    assertEquals(ExitCode.DONE, session.hdw("render", "@lines.hdw", "-q"), session.err());
    assertTrue(
        session.out().contains("\nsbatch --array=0-2 jobs/count.sbatch 0 lines ..\n"),
        session.out());
    assertTrue(session.out().contains("\nsbatch jobs/sum-2.sbatch 0 lines ..\n"), session.out());
    assertEquals("", session.err());
  }

  @Test
  void a_folder_that_is_not_empty_is_left_alone_unless_it_is_forced() throws IOException {
    var session = session("htcondor").file("lines-submit/notes.txt", "mine\n");
    assertEquals(ExitCode.SURROUNDINGS, session.hdw("render", "@lines.hdw"));
    assertTrue(session.err().contains("`lines-submit` is not empty"), session.err());
    assertFalse(session.exists("lines-submit/jobs"));
    assertEquals(ExitCode.DONE, session.hdw("render", "@lines.hdw", "--force"));
    assertEquals("mine\n", session.read("lines-submit/notes.txt"));
    assertTrue(session.exists("lines-submit/jobs/count.sub"));
  }

  @Test
  void a_working_folder_that_htcondor_cannot_be_told_of_is_refused() throws IOException {
    Path odd = Files.createDirectories(folder.resolve("a b"));
    var session = session("htcondor");
    Files.move(folder.resolve("lines.hdw"), odd.resolve("lines.hdw"));
    Files.move(folder.resolve("a1.txt"), odd.resolve("a1.txt"));
    Files.move(folder.resolve("b1.txt"), odd.resolve("b1.txt"));
    assertEquals(ExitCode.SURROUNDINGS, session.hdw("render", "@a b/lines.hdw", "-o", "x"));
    assertTrue(session.err().contains("`../a b`"), session.err());
    assertFalse(session.exists("x/jobs"));
  }

  @Test
  @Tag("engine")
  void what_it_says_to_type_runs_on_a_pool() throws Exception {
    var session = session("htcondor");
    assertEquals(ExitCode.DONE, session.hdw("render", "@lines.hdw"), session.err());
    var typed = new StringBuilder();
    for (String each : session.out().lines().toList()) {
      typed.append(each).append('\n');
      if (each.startsWith("condor_submit")) {
        typed.append("condor_wait -wait 120 condor.log\n");
      }
    }
    Engine.run(folder, "bash", "-ec", typed.toString());
    assertEquals("6\n", session.read("sum"));
  }
}
