package hdw.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that run in another environment than that of this process. */
final class GivenEnvironmentTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;
  private final ChildProcess programs =
      new ChildProcess(Map.of("PATH", "/usr/bin:/bin", "WHO", "me"));

  private Program.Answer sh(String script, Duration longest) throws IOException {
    return programs.run(folder, List.of("sh", "-c", script), longest);
  }

  @Test
  void an_answer_has_both_outputs_and_the_exit_code() throws IOException {
    assertEquals(
        new Program.Answer(3, "me in " + folder.toRealPath() + "\n", "no\n"),
        sh("cat; echo $WHO in $(pwd -P); echo no >&2; exit 3", SOON));
  }

  @Test
  void an_answer_may_be_longer_than_a_pipe_holds() throws IOException {
    assertEquals(300_000, sh("head -c 300000 /dev/zero >&2", SOON).err().length());
  }

  @Test
  void a_missing_program_is_told_by_its_name() {
    var missing =
        assertThrows(
            IOException.class, () -> programs.run(folder, List.of("no-such-program"), SOON));
    assertEquals("there is no `no-such-program` on the path", missing.getMessage());
  }

  @Test
  void a_program_that_says_nothing_is_ended_with_all_that_it_started() {
    var late =
        assertThrows(
            IOException.class,
            () -> sh("sleep 50 & echo $! > child; wait", Duration.ofMillis(500)));
    assertTrue(late.getMessage().startsWith("`sh` did not answer"), late.getMessage());
  }
}
