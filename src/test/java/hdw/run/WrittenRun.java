package hdw.run;

import hdw.json.JsonWriter;
import hdw.model.Reason;
import hdw.model.Resource;
import hdw.model.Value;
import hdw.rules.Cause;
import hdw.rules.Cause.Sureness;
import hdw.rules.Decision;
import hdw.rules.Raised;
import hdw.run.JobRecord.OutputStat;
import hdw.run.JobRecord.Parts;
import hdw.units.Memory;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A run of any number of jobs as a driver would have left it on an HTCondor pool of 200 slots: five
 * samples whose files are read one by one, and a merge of each. Of 50 jobs one runs out of memory
 * and is done with more, of 200 one fails for good. The same numbers give the same bytes.
 */
public final class WrittenRun {
  private static final Instant BEGIN = Instant.parse("2026-11-22T21:30:45.123456Z");
  private static final List<String> SAMPLES = List.of("DYto2L", "TTto2L2Nu", "WW", "WZ", "Data");
  private static final int SLOTS = 200;
  private static final int SECONDS_OF_A_JOB = 600;

  private record Dated(Instant at, Event event) {}

  private final RunFolder folder;
  private final int jobs;
  private final List<Dated> events = new ArrayList<>();

  private WrittenRun(RunFolder folder, int jobs) {
    this.folder = folder;
    this.jobs = jobs / SAMPLES.size() * SAMPLES.size();
  }

  /**
   * Writes a run called {@code big_20261122_213045} below a folder {@code .hdw}, and makes it the
   * latest.
   *
   * @param jobs how many read files; a multiple of 5
   * @param over how many of those have ended, the first ones; the others are in the queue, or run
   *     on {@value #SLOTS} slots
   */
  public static RunFolder write(Path home, int jobs, int over) throws IOException {
    Path path = Files.createDirectories(home.resolve("big_20261122_213045"));
    var run = new WrittenRun(new RunFolder(path), jobs);
    run.writePlan();
    run.tell(over);
    run.writeJournal();
    run.folder.becomeLatest();
    return run.folder;
  }

  private void writePlan() throws IOException {
    try (Writer out = Files.newBufferedWriter(folder.plan());
        JsonWriter json = JsonWriter.indented(out)) {
      json.begin().put("schema", 1).put("workflow", "big").put("jobs", jobs + SAMPLES.size());
      json.beginList("nodes");
      for (String each : SAMPLES) {
        writeNode(json, "ntuple", each, jobs / SAMPLES.size(), List.of(), 2048);
      }
      for (String each : SAMPLES) {
        writeNode(json, "merge", each, 1, List.of("ntuple/" + each), 1024);
      }
      json.endList().end();
    }
  }

  private static void writeNode(
      JsonWriter json, String task, String sample, int size, List<String> after, int memory)
      throws IOException {
    json.begin().put("id", task + "/" + sample).put("task", task).begin("dimensions");
    json.put("sample", sample).end().put("executor", "htcondor").put("queue", "longlunch");
    json.put("memory_mib", memory).put("cpus", 1).put("time_s", 7200).put("jobs", size);
    json.put("after", after).begin("origins");
    json.put("memory", List.of("2 GB (built-in)", memory / 1024 + " GB (task at big.hdw:12)"));
    json.put("time", List.of("2 h (queue longlunch)")).end().end();
  }

  private void tell(int over) {
    add(0, new Event.Opened("big", hash(0), "lxplus901.cern.ch", 1));
    for (int i = 0; i < jobs; i++) {
      add(1, new Event.Wanted(job(i), "it has no result yet", Optional.empty()));
    }
    for (int i = 0; i < jobs; i++) {
      add(2, new Event.Started(job(i), 1, hash(i), "t1"));
    }
    add(4, new Event.Submitted("t1", "htcondor", "ntuple", "4137", jobs));
    for (int i = 0; i < Math.min(jobs, over + SLOTS); i++) {
      tell(i, 10 + (long) (i / SLOTS) * SECONDS_OF_A_JOB, i < over);
    }
  }

  private void tell(int i, long begun, boolean over) {
    String job = job(i);
    String host = "b7g" + i % 40 + ".cern.ch";
    long ended = begun + 300 + i * 37L % 300;
    add(begun, new Event.Began(job, 1, host, 0));
    if (!over) {
      return;
    }
    if (i % 200 == 199) {
      add(ended, failed(i, 1, host, Reason.BAD_INPUT, decision(Decision.Kind.FAIL, 0)));
    } else if (i % 50 == 49) {
      add(ended, failed(i, 1, host, Reason.OUT_OF_MEMORY, decision(Decision.Kind.RETRY, 4)));
      add(ended, new Event.Started(job, 2, hash(i), "t2"));
      add(ended + 30, new Event.Began(job, 2, host, 0));
      add(ended + 500, new Event.Done(job, 2, usage(i, 470, 3L << 30), record(i)));
    } else {
      add(ended, new Event.Done(job, 1, usage(i, ended - begun, 1L << 30), record(i)));
    }
  }

  private static Decision decision(Decision.Kind kind, long gigabytes) {
    List<Raised> raised =
        gigabytes == 0
            ? List.of()
            : List.of(
                new Raised(
                    Resource.MEMORY,
                    new Value.Size(new Memory(gigabytes << 30)),
                    "rule grow, attempt 2"));
    return new Decision(kind, Optional.of("grow"), raised, Optional.empty(), false, "");
  }

  private Event failed(int i, int attempt, String host, Reason reason, Decision decision) {
    boolean memory = reason == Reason.OUT_OF_MEMORY;
    var cause =
        new Cause(
            reason,
            Sureness.CERTAIN,
            List.of(memory ? "the executor held it" : "exit code 54"),
            memory ? "memory usage exceeded request_memory" : "[FATAL] Auth failed: no such file",
            memory ? "5a" : "7b");
    return new Event.Failed(
        job(i), attempt, usage(i, 250, 2L << 30), OptionalInt.of(1), host, cause, decision);
  }

  private static Usage usage(int i, long seconds, long memory) {
    return new Usage(
        seconds * 1000, Optional.of(memory + i % 97 * (1L << 20)), Map.of("events", 1000.0));
  }

  private JobRecord record(int i) {
    var parts = new Parts(hash(1), hash(2), hash(3), hash(i));
    var output = new OutputStat("out/" + job(i) + ".parquet", 1000 + i, 1_795_000_000_000L + i);
    return new JobRecord(parts, hash(5), List.of(output));
  }

  private String job(int i) {
    return "ntuple/" + SAMPLES.get(i % SAMPLES.size()) + "/file_" + hash(i);
  }

  private void add(long second, Event event) {
    events.add(new Dated(BEGIN.plusSeconds(second), event));
  }

  private void writeJournal() throws IOException {
    events.sort(Comparator.comparing(Dated::at));
    try (BufferedWriter out = Files.newBufferedWriter(folder.journal())) {
      for (Dated each : events) {
        out.write(EventText.write(each.at(), each.event()));
      }
    }
  }

  private static String hash(long seed) {
    return String.format("%016x", (seed + 1) * 0x9E3779B97F4A7C15L);
  }
}
