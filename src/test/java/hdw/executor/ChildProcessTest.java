package hdw.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChildProcessTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;

  private Program.Answer bash(String script, Duration longest) throws IOException {
    return new ChildProcess().run(folder, List.of("bash", "-c", script), longest);
  }

  @Test
  void it_gives_exit_code_and_both_outputs_in_utf_8() throws IOException {
    assertEquals(
        new Program.Answer(3, "a é\n", "b\n"), bash("echo 'a é'; echo b >&2; exit 3", LONG));
  }

  @Test
  void it_runs_in_the_folder_with_empty_input() throws IOException {
    Program.Answer answer = bash("pwd -P; cat", LONG);
    assertEquals(folder.toRealPath() + "\n", answer.out());
  }

  @Test
  void much_on_both_outputs_stops_nobody() throws IOException {
    Program.Answer answer = bash("head -c 3000000 /dev/zero | tee /dev/stderr", LONG);
    assertEquals(List.of(3_000_000, 3_000_000), lengths(answer));
  }

  private static List<Integer> lengths(Program.Answer answer) {
    return List.of(answer.out().length(), answer.err().length());
  }

  @Test
  void a_grandchild_that_lives_on_is_not_waited_for() throws IOException {
    assertEquals("early\n", bash("sleep 20 & echo $! > pid; echo early", LONG).out());
    long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    assertTrue(ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false));
  }

  @Test
  void whoever_is_killed_while_a_program_runs_leaves_no_file_behind() throws IOException {
    String where = bash("sleep 0.3; readlink /proc/$$/fd/1", LONG).out();
    assertTrue(where.endsWith(" (deleted)\n"), where);
  }

  @Test
  void what_takes_too_long_is_ended_with_all_its_children() throws Exception {
    IOException late =
        assertThrows(
            IOException.class,
            () -> bash("sleep 60 & echo $! > pid; wait", Duration.ofMillis(1500)));
    assertTrue(late.getMessage().contains("did not answer within 1 s"), late.getMessage());
    long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    Engine.await(() -> !ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false), "its end");
  }

  @Test
  void a_program_that_is_missing_is_said_to_be() {
    IOException missing =
        assertThrows(
            IOException.class,
            () -> new ChildProcess().run(folder, List.of("no-such-program"), LONG));
    assertEquals("`no-such-program` cannot be started: is it on the path?", missing.getMessage());
  }

  @Test
  void a_folder_that_is_missing_is_not_taken_for_a_missing_program() {
    Path gone = folder.resolve("gone");
    IOException missing =
        assertThrows(IOException.class, () -> new ChildProcess().run(gone, List.of("true"), LONG));
    assertFalse(missing.getMessage().contains("path?"), missing.getMessage());
  }
}
