package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.run.RunFolder;
import hdw.run.WrittenRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that goes on, watched by something that is no terminal. */
final class StatusWatchTest {
  @TempDir Path folder;
  private RunFolder run;

  @BeforeEach
  void write() throws IOException {
    Path home = Files.createDirectory(folder.resolve(".hdw"));
    run = WrittenRun.write(home, 100, 50);
    // its driver is on another machine, and has touched its lock just now
    Files.writeString(
        home.resolve("big.lock"),
        "{\"host\":\"lxplus901.cern.ch\",\"pid\":1,\"begun\":\"2026-11-22T21:30:00Z\"}\n");
  }

  @Test
  void a_pipe_gets_a_new_block_only_where_something_changed() throws Exception {
    var session = new Session(folder);
    ExecutorService person = Executors.newSingleThreadExecutor();
    try {
      Future<ExitCode> end = person.submit(() -> session.hdw("status", "--watch", "--exit-code"));
      TimeUnit.SECONDS.sleep(4); // several looks at the same
      Files.writeString(
          run.journal(),
          "{\"at\":\"2026-11-24T08:00:00Z\",\"event\":\"closed\",\"state\":\"failed\"}\n",
          StandardOpenOption.APPEND);
      assertEquals(ExitCode.JOBS_FAILED, end.get(20, TimeUnit.SECONDS));
    } finally {
      person.shutdownNow();
    }
    String[] blocks = session.out().split("\n\n", -1);
    assertEquals(2, blocks.length, session.out());
    assertTrue(blocks[0].startsWith("big_20261122_213045: running\n"), blocks[0]);
    assertTrue(blocks[0].contains("\n50 of 105 jobs, "), blocks[0]);
    assertTrue(blocks[1].startsWith("big_20261122_213045: failed\n"), blocks[1]);
  }

  @Test
  void what_goes_on_says_how_fast_and_how_long_it_takes() {
    var session = new Session(folder);
    assertEquals(ExitCode.RUNNING, session.hdw("status", "--exit-code"), session.err());
    assertTrue(session.out().lines().skip(1).findFirst().get().endsWith("  PACE"), session.out());
    assertTrue(
        session.out().lines().anyMatch(each -> each.matches("ntuple/WZ .*/h, about .* left")),
        session.out());
  }
}
