package hdw.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.insight.Suggestion.Verdict;
import hdw.model.Resource;
import hdw.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is proposed, from journals written line by line. */
final class SuggestionsTest {
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  @TempDir Path folder;
  private final List<String> lines = new ArrayList<>();
  private int second;

  @BeforeEach
  void opened() {
    lines.add(
        line("\"event\":\"opened\",\"workflow\":\"w\",\"plan\":\"h\",\"host\":\"n\",\"pid\":1"));
  }

  private String line(String rest) {
    second++;
    return "{\"at\":\"2026-11-22T21:%02d:%02dZ\",%s}".formatted(second / 60, second % 60, rest);
  }

  private void started(int job, int attempt) {
    lines.add(
        line("\"event\":\"started\",\"job\":\"a/%d\",\"attempt\":%d".formatted(job, attempt)));
  }

  private void done(int job, int attempt, long mebibytes, long seconds) {
    started(job, attempt);
    lines.add(
        line(
            ("\"event\":\"done\",\"job\":\"a/%d\",\"attempt\":%d,\"ms\":%d,\"memory_bytes\":%d,"
                    + "\"record\":{\"command\":\"1\",\"values\":\"2\",\"needs\":\"3\",\"inputs\":"
                    + "\"4\",\"upstream\":\"5\",\"outputs\":[]}")
                .formatted(job, attempt, seconds * 1000, mebibytes * MIB)));
  }

  private void ranOut(int job, int attempt, String reason, String raised) {
    started(job, attempt);
    lines.add(
        line(
            ("\"event\":\"failed\",\"job\":\"a/%d\",\"attempt\":%d,\"ms\":1000,\"exit\":1,\"host\":"
                    + "\"n\",\"reason\":\"%s\",\"sure\":\"certain\",\"because\":[],\"evidence\":"
                    + "\"x\",\"sign\":\"1\",\"decision\":{\"kind\":\"%s\"%s}")
                .formatted(
                    job,
                    attempt,
                    reason,
                    raised.isEmpty() ? "fail" : "retry",
                    raised.isEmpty()
                        ? ""
                        : ",\"rule\":\"grow\",\"raised\":[{\"resource\":\"memory\",\"value\":\""
                            + raised
                            + "\",\"source\":\"rule grow, attempt 1\"}]")));
  }

  private Suggestion suggestion(Resource resource) throws IOException {
    var run = new RunFolder(folder);
    Files.writeString(
        run.plan(),
        """
        {"schema":1,"workflow":"w","jobs":100,"nodes":[{"id":"a","task":"a","dimensions":{},
        "executor":"slurm","memory_mib":4096,"cpus":1,"time_s":36000,"jobs":100,"after":[],
        "origins":{"memory":["2 GB (built-in)","4 GB (task a at w.hdw:7)"],
        "time":["10 h (queue long at sites/x.hdw:3)"]}}]}
        """);
    Files.write(run.journal(), lines);
    return Suggestions.of(Insight.of(run)).stream()
        .filter(each -> each.resource() == resource)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void enough_is_the_95th_percentile_with_a_margin_in_steps() throws IOException {
    for (int i = 1; i <= 100; i++) {
      done(i, 1, 10L * i, 36L * i);
    }
    Suggestion memory = suggestion(Resource.MEMORY);
    assertEquals(Verdict.TOO_MUCH, memory.verdict());
    // 950 MB and a fifth more are 1140 MB
    assertEquals(OptionalLong.of(3 * GIB / 2), memory.proposal());
    assertEquals(
        "memory = 1.5 GB at w.hdw:7 would do, not 4 GB: the 95th percentile of 100 attempts is"
            + " 950 MB, the most 1000 MB",
        memory.text());
    Suggestion time = suggestion(Resource.TIME);
    // 3420 s and a half more are 5130 s
    assertEquals(OptionalLong.of(5_400_000), time.proposal());
    assertTrue(
        time.text()
            .startsWith(
                "time = 1 h 30 min in task a would do, not 10 h (queue long at sites/x.hdw:3)"),
        time.text());
  }

  @Test
  void small_amounts_go_in_steps_of_100_mb_and_5_min() throws IOException {
    for (int i = 1; i <= 5; i++) {
      done(i, 1, 410, 250);
    }
    assertEquals(OptionalLong.of(500 * MIB), suggestion(Resource.MEMORY).proposal());
    assertEquals(OptionalLong.of(600_000), suggestion(Resource.TIME).proposal());
  }

  @Test
  void four_measured_attempts_are_too_few() throws IOException {
    for (int i = 1; i <= 4; i++) {
      done(i, 1, 100, 10);
    }
    Suggestion memory = suggestion(Resource.MEMORY);
    assertEquals(Verdict.UNKNOWN, memory.verdict());
    assertTrue(memory.proposal().isEmpty());
    assertEquals("not known: 4 measured attempts ended well, and it takes 5", memory.text());
  }

  @Test
  void less_than_a_fifth_is_not_worth_a_change() throws IOException {
    for (int i = 1; i <= 10; i++) {
      done(i, 1, 2900, 10);
    }
    Suggestion memory = suggestion(Resource.MEMORY);
    assertEquals(Verdict.FITS, memory.verdict());
    assertEquals(
        "4 GB fits: the 95th percentile of 10 attempts is 2.8 GB, the most 2.8 GB", memory.text());
  }

  @Test
  void it_is_too_little_where_more_than_one_of_20_jobs_ran_out() throws IOException {
    for (int i = 1; i <= 18; i++) {
      done(i, 1, 1000, 10);
    }
    for (int i = 19; i <= 20; i++) {
      ranOut(i, 1, "out_of_memory", Long.toString(8 * GIB));
      done(i, 2, 5200, 10);
    }
    Suggestion memory = suggestion(Resource.MEMORY);
    assertEquals(Verdict.TOO_LITTLE, memory.verdict());
    assertEquals(2, memory.ranOut());
    assertEquals(2, memory.triedAgain());
    // 5200 MB and a fifth more are 6240 MB
    assertEquals(
        "4 GB is too little: 2 attempts ran out of memory and were tried again; memory = 6.5 GB"
            + " at w.hdw:7 would be enough: the 95th percentile of 20 attempts is 5.1 GB, the most"
            + " 5.1 GB",
        memory.text());
  }

  @Test
  void a_request_is_never_lowered_below_what_a_job_needed_that_ran_out() throws IOException {
    for (int i = 1; i <= 39; i++) {
      done(i, 1, 1000, 10);
    }
    ranOut(40, 1, "out_of_memory", Long.toString(8 * GIB));
    done(40, 2, 5000, 10);
    Suggestion memory = suggestion(Resource.MEMORY);
    assertEquals(Verdict.FITS, memory.verdict());
    assertEquals(1, memory.ranOut());
    assertTrue(memory.text().endsWith("1 attempt ran out of memory and was tried again"));
  }

  @Test
  void time_that_jobs_ran_out_of_is_too_little_as_memory_is() throws IOException {
    for (int i = 1; i <= 18; i++) {
      done(i, 1, 3000, 30_000);
    }
    for (int i = 19; i <= 20; i++) {
      ranOut(i, 1, "out_of_time", Long.toString(8 * GIB));
      done(i, 2, 3000, 40_000);
    }
    Suggestion time = suggestion(Resource.TIME);
    assertEquals(Verdict.TOO_LITTLE, time.verdict());
    // 40,000 s and a half more are 16 h 40 min
    assertEquals(
        "10 h (queue long at sites/x.hdw:3) is too little: 2 attempts ran out of time and were tried"
            + " again; time = 17 h in task a would be enough: the 95th percentile of 20 attempts is"
            + " 11 h 6 min 40 s, the most 11 h 6 min 40 s",
        time.text());
    assertEquals(Verdict.FITS, suggestion(Resource.MEMORY).verdict());
  }

  @Test
  void amounts_are_spelled_exactly() throws IOException {
    for (int i = 1; i <= 5; i++) {
      done(i, 1, 1_100_000, 10);
    }
    Suggestion memory = suggestion(Resource.MEMORY);
    assertEquals(OptionalLong.of(2579 * GIB / 2), memory.proposal());
    assertEquals("memory = 1320448 MB", memory.line().get());
  }

  @Test
  void a_job_that_ran_out_for_good_needs_more_than_it_had() throws IOException {
    for (int i = 1; i <= 9; i++) {
      done(i, 1, 100, 10);
    }
    ranOut(10, 1, "out_of_memory", Long.toString(8 * GIB));
    ranOut(10, 2, "out_of_memory", "");
    Suggestion memory = suggestion(Resource.MEMORY);
    assertEquals(Verdict.TOO_LITTLE, memory.verdict());
    assertEquals(OptionalLong.of(17 * GIB / 2), memory.proposal());
    assertTrue(
        memory.text().contains("2 attempts ran out of memory, 1 of them was tried again"),
        memory.text());
  }
}
