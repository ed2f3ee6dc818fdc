package hdw.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.run.RunFolder;
import hdw.run.RunSummary;
import hdw.run.WrittenRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How fast jobs end. */
final class PaceTest {
  private static final Instant FIRST_BEGAN = Instant.parse("2026-11-22T21:30:55.123Z");

  @TempDir Path folder;

  private static Pace pace(RunFolder run, Instant now) throws IOException {
    RunSummary summary = RunSummary.read(run);
    return Pace.of(summary, summary.nodes(), now);
  }

  @Test
  void the_rate_is_that_of_the_jobs_that_ended_in_the_journal() throws IOException {
    RunFolder run = WrittenRun.write(folder, 1000, 900);
    List<String> lines = Files.readAllLines(run.journal());
    long ended =
        lines.stream()
            .filter(each -> each.contains("\"event\":\"done\"") || each.contains("\"bad_input\""))
            .count();
    Instant now = FIRST_BEGAN.plus(Duration.ofHours(1));
    Pace.Rate whole = pace(run, now).whole().get();
    assertEquals(900, ended);
    assertEquals(ended / 3600.0, whole.perSecond(), 1e-6);
    assertEquals((1005 - ended) / whole.perSecond(), whole.secondsLeft(), 1e-6);
    assertTrue(pace(run, now).of("merge/WZ").isEmpty(), "nothing of it ended");
  }

  @Test
  void what_ended_under_an_earlier_driver_does_not_count() throws IOException {
    RunFolder run = WrittenRun.write(folder, 1000, 900);
    Files.writeString(
        run.journal(),
        """
        {"at":"2026-11-24T08:00:00Z","event":"opened","workflow":"big","plan":"1","host":"h","pid":1}
        {"at":"2026-11-24T08:01:40Z","event":"failed","job":"ntuple/DYto2L/file_9e3779b97f4a7c15",\
        "attempt":1,"ms":1,"reason":"bad_input"}
        """,
        StandardOpenOption.APPEND);
    Pace.Rate rate = pace(run, Instant.parse("2026-11-24T08:01:40Z")).of("ntuple/DYto2L").get();
    assertEquals(1 / 100.0, rate.perSecond(), 1e-9);
  }
}
