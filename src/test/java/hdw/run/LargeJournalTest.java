package hdw.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import hdw.run.JobRecord.OutputStat;
import hdw.run.JobRecord.Parts;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal of half a million jobs: how long its fold takes, and what it holds. */
final class LargeJournalTest {
  private static final int JOBS = 500_000;
  private static final int JOBS_OF_A_NODE = 5_000;

  /** Of processor time, several times what a quiet machine takes. */
  private static final Duration MOST = Duration.ofSeconds(4);

  private static final long MOST_BYTES = 250L << 20;

  @TempDir Path folder;

  @Test
  void a_journal_of_a_million_lines_is_read_in_seconds() throws IOException {
    Path journal = folder.resolve("journal.jsonl");
    write(journal);
    for (int i = 0; i < 3; i++) {
      long before = used();
      long begun = processorTime();
      RunState state = RunState.read(journal);
      Duration took = Duration.ofNanos(processorTime() - begun);
      long holds = used() - before;
      System.out.printf(
          "fold of %d MB, %d jobs: %d ms, %d MB%n",
          Files.size(journal) >> 20, JOBS, took.toMillis(), holds >> 20);
      assertEquals(JOBS, state.jobs().size());
      assertEquals(List.of(), state.damagedLines());
      assertTrue(took.compareTo(MOST) < 0, took.toString());
      assertTrue(holds < MOST_BYTES, holds + " bytes");
    }
  }

  private static long processorTime() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static void write(Path journal) throws IOException {
    Instant time = Instant.parse("2026-11-22T21:30:45.123456Z");
    try (BufferedWriter out = Files.newBufferedWriter(journal)) {
      for (int i = 0; i < JOBS; i++) {
        time = time.plusMillis(7);
        String job = "ntuple/DYto2L_" + i / JOBS_OF_A_NODE + "/nominal/file_" + hash(i);
        out.write(EventText.write(time, new Event.Started(job, 1, hash(i))));
        out.write(EventText.write(time, new Event.Done(job, 1, usage(i), record(job, i))));
      }
    }
  }

  private static Usage usage(int i) {
    return new Usage(60_000 + i, Optional.of((2L << 30) + i), Map.of("events", 100_000.0 + i));
  }

  private static JobRecord record(String job, int i) {
    int node = i / JOBS_OF_A_NODE;
    var parts = new Parts(hash(1), hash(node), hash(2), hash(i + 7L));
    var output = new OutputStat("out/" + job + ".root", 1_000_000 + i, 1_795_000_000_000L + i);
    return new JobRecord(parts, hash(node + 13L), List.of(output));
  }

  private static String hash(long seed) {
    return String.format("%016x", (seed + 1) * 0x9E3779B97F4A7C15L);
  }
}
