package hdw.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.ChildProcess;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real HTCondor, there and not there. */
@Tag("engine")
final class HtcondorPoolEngineTest {
  @TempDir Path folder;

  private Optional<String> trouble(Map<String, String> environment) {
    return new HtcondorPool(new ChildProcess(environment), folder).trouble();
  }

  @Test
  void a_pool_that_is_there_gives_no_trouble() {
    assertEquals(Optional.empty(), trouble(System.getenv()));
  }

  @Test
  void a_machine_without_it_says_what_is_missing() {
    String said = trouble(Map.of("PATH", "/usr/bin:/bin")).orElseThrow();
    assertTrue(said.contains("there is no `condor_submit` on the path"), said);
  }

  @Test
  void a_scheduler_that_nobody_finds_is_told_in_the_words_of_condor_q() {
    String said =
        trouble(
                Map.of(
                    "PATH", System.getenv("PATH"), "_CONDOR_SCHEDD_HOST", "nobody@nowhere.invalid"))
            .orElseThrow();
    assertTrue(said.startsWith("no scheduler of HTCondor answers: "), said);
    assertTrue(said.contains("nowhere"), said);
  }
}
