package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that no machine of a real HTCondor takes. */
@Tag("engine")
final class StartWithinEngineTest {
  @TempDir Path folder;

  @Test
  void what_does_not_start_within_the_sites_time_is_given_up_and_leaves_the_queue()
      throws IOException {
    var session = new Session(folder);
    session.file(
        "w.hdw",
        """
        workflow w
        site far { executor = htcondor  start_within = 15 s }
        task huge { memory = 100 TB  run = "true" }
        rule smaller on failure { when reason == not_started and attempt < 2  then memory = 100 MB, retry }
        """);
    ExitCode got = session.hdw("run", "@w.hdw");
    assertEquals(ExitCode.DONE, got, session.out() + session.err());
    assertTrue(
        session.err().contains("huge failed: not_started: it did not start within 15 s"),
        session.err());
  }
}
