package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that is followed while it fails and is tried again. */
final class FollowTest {
  private static final String WORKFLOW =
      """
      workflow f
      task a {
        retries = 3
        output  = "o/a"
        run     = "sh do.sh > {{output}}"
      }
      rule again on failure { when attempt < 3 then retry after 1 s }
      """;

  /** Tells which attempt it is; the second one ends well. */
  private static final String SCRIPT =
      """
      echo x >> tries
      echo "try $(wc -l < tries)" >&2
      sleep 2
      echo "end $(wc -l < tries)" >&2
      test $(wc -l < tries) -gt 1
      """;

  @TempDir Path folder;

  @Test
  void following_goes_on_while_a_job_waits_to_be_tried_again() throws Exception {
    var driver = new Session(folder).file("f.hdw", WORKFLOW).file("do.sh", SCRIPT);
    var person = new Session(folder);
    ExecutorService beside = Executors.newSingleThreadExecutor();
    try {
      Future<ExitCode> end = beside.submit(() -> driver.hdw("run", "@f.hdw", "--no-try"));
      while (!Files.exists(folder.resolve("tries"))) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
      assertEquals(ExitCode.DONE, person.hdw("logs", "a", "--follow"), person.err());
      assertEquals(ExitCode.DONE, end.get(30, TimeUnit.SECONDS), driver.err());
    } finally {
      beside.shutdownNow();
    }
    String seen = person.out();
    assertTrue(seen.endsWith("end 1\ntry 2\nend 2\n"), seen);
  }
}
