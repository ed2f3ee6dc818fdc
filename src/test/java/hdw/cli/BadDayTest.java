package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hdw.executor.local.LocalExecutor;
import hdw.json.JsonReader;
import hdw.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days on which the machine is the trouble, or the first word of a command. */
final class BadDayTest {
  private static final String WORKFLOW =
      """
      workflow b
      sample s { files = glob("in/*.txt") }
      task copy for each sample {
        split  = 1 file
        memory = 10 MB
        output = "out/{{chunk}}.txt"
        run    = "echo $HDW_JOB >> begun; source ./copy.sh; cp {{input}} {{output}}"
      }
      task all {
        input  = copy
        memory = 10 MB
        output = "all.txt"
        run    = "cat {{inputs}} > {{output}}"
      }
      """;

  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void files() throws IOException {
    session = new Session(folder).file("b.hdw", WORKFLOW).file("copy.sh", "true\n");
    for (int i = 100; i < 140; i++) {
      session.file("in/" + i + ".txt", i + "\n");
    }
  }

  private ExitCode run(String... more) {
    var words = new ArrayList<>(List.of("run", "@b.hdw", "-j", "2"));
    words.addAll(List.of(more));
    return session.hdw(words.toArray(String[]::new));
  }

  private Path journal() {
    return folder.resolve(".hdw/latest/journal.jsonl");
  }

  @Test
  void a_full_disk_is_said_and_what_was_done_counts_when_there_is_room_again() throws Exception {
    Path disk = Files.createDirectories(folder.resolve("disk"));
    var mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", disk.toString());
    assumeTrue(exit(mount) == 0, "only root may mount a small disk");
    try {
      // the jobs themselves write elsewhere; the tenth of them fills the disk of the run's folder
      session.file(
          "copy.sh",
          "case $HDW_JOB in */109*) [ -e full ] || { touch full; cat /dev/zero > disk/ballast || true; };; esac\n");
      assertEquals(ExitCode.SURROUNDINGS, run("--run-dir", disk.toString()), session.err());
      assertTrue(session.err().contains("No space left on device"), session.err());
      assertTrue(session.exists("full"));
      Path journal = disk.resolve("latest/journal.jsonl");
      for (String line : Files.readAllLines(journal)) {
        assertFalse(JsonReader.object(line).isEmpty(), line);
      }
      assertEquals(List.of(), left(disk.resolve("latest")));
      Files.delete(disk.resolve("ballast"));
      assertEquals(ExitCode.DONE, run("--run-dir", disk.toString()), session.err());
      assertEquals(40, session.read("all.txt").lines().count());
    } finally {
      exit(new ProcessBuilder("umount", "-l", disk.toString()));
    }
  }

  private static int exit(ProcessBuilder command) throws Exception {
    try {
      return command.redirectErrorStream(true).start().waitFor();
    } catch (IOException noSuchProgram) {
      return 1;
    }
  }

  private static List<?> left(Path run) throws IOException {
    return LocalExecutor.left(new RunFolder(run.toRealPath()).token());
  }

  @Test
  void a_log_folder_that_cannot_be_made_is_said_and_nothing_is_left_running() throws IOException {
    session.file("copy.sh", "rm -rf .hdw/latest/logs; echo in the way > .hdw/latest/logs; true\n");
    assertEquals(ExitCode.SURROUNDINGS, run("--no-try"), session.err());
    assertTrue(session.err().contains("logs"), session.err());
    assertEquals(List.of(), left(folder.resolve(".hdw/latest")));
    Files.delete(folder.resolve(".hdw/latest/logs"));
    session.file("copy.sh", "true\n");
    assertEquals(ExitCode.DONE, run(), session.err());
  }

  @Test
  void jobs_that_ignore_the_signal_are_ended_all_the_same() throws Exception {
    session.file("copy.sh", "trap '' TERM; touch deaf; sleep 100 & wait; sleep 100\n");
    var program = new Program(folder);
    Process driver = program.start("run", "b.hdw", "-j", "2");
    program.waitFor("deaf");
    Program.signal("TERM", driver.pid());
    assertEquals(143, program.exit(driver));
    assertTrue(program.said().contains("no job is left running"), program.said());
    assertEquals(List.of(), left(folder.resolve(".hdw/latest")));
  }

  @Test
  void a_line_that_is_half_written_or_damaged_costs_no_more_than_itself() throws IOException {
    session.file("copy.sh", "case $HDW_JOB in */139*) exit 1;; esac\n");
    assertEquals(ExitCode.JOBS_FAILED, run(), session.err());
    List<String> lines = new ArrayList<>(Files.readAllLines(journal()));
    int done = 0;
    while (!lines.get(done).contains("\"event\":\"done\"")) {
      done++;
    }
    lines.set(done, lines.get(done).substring(7).replace('"', '#'));
    Files.write(journal(), lines);
    Files.writeString(journal(), "{\"at\":\"2026-11-23T07:", StandardOpenOption.APPEND);
    session.file("copy.sh", "true\n");
    assertEquals(ExitCode.DONE, run(), session.err());
    assertEquals(40, session.read("all.txt").lines().count());
    // the failed one, and at most the one whose result cannot be read
    long begun = session.read("begun").lines().count();
    assertTrue(begun == 41 || begun == 42, begun + " attempts");
    session.hdw("status");
    assertTrue(session.err().contains("journal.jsonl:" + (done + 1)), session.err());
  }

  @Test
  void numbers_that_jobs_write_are_added_up() throws IOException {
    session.file("copy.sh", "echo events 10 >> $HDW_METRICS\n");
    assertEquals(ExitCode.DONE, run(), session.err());
    assertEquals("40 files, 40 done, 400 events", Counts.of(session).coverage("copy/s"));
  }

  @Test
  void setup_that_fails_is_told_before_the_first_job() throws IOException {
    session.file(
        "b.hdw",
        WORKFLOW.replaceFirst("run    =", "setup = \"echo no such env >&2; false\"\n  run    ="));
    assertEquals(ExitCode.SURROUNDINGS, run());
    assertTrue(session.err().contains("HDW0703"), session.err());
    assertTrue(session.err().contains("no such env"), session.err());
    assertFalse(session.exists("begun"));
    assertFalse(session.exists("out"));
    assertEquals(ExitCode.JOBS_FAILED, run("--no-try"), session.err());
    assertFalse(session.exists("begun"));
  }

  @Test
  void a_first_word_that_is_not_there_is_told_before_the_first_job() throws IOException {
    session.file("b.hdw", WORKFLOW.replace("cat {{inputs}}", "no_such_program {{inputs}}"));
    assertEquals(ExitCode.SURROUNDINGS, run());
    assertTrue(session.err().contains("no_such_program"), session.err());
    assertFalse(session.exists("begun"));
  }
}
