package hdw.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import hdw.model.Reason;
import hdw.model.Resource;
import hdw.model.Type;
import hdw.model.Value;
import hdw.rules.Cause;
import hdw.rules.Cause.Sureness;
import hdw.rules.Decision;
import hdw.rules.Raised;
import hdw.run.JobRecord.OutputStat;
import hdw.run.JobRecord.Parts;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal is written, broken in every way a machine breaks files, and read. */
final class JournalTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T21:30:45Z"), ZoneOffset.UTC);
  private static final JobRecord RECORD =
      new JobRecord(
          new Parts("c", "v", "n", "i"),
          "u",
          List.of(new OutputStat("a \"b\"\n\u00fc.root", 5, 7), new OutputStat("none", -2, -1)));

  private static final Usage USED =
      new Usage(
          1234,
          Optional.of(5L << 30),
          Map.of("events", 1e6, "sum_genw", -5.6e17, "nan", Double.NaN));
  private static final Decision GROWN =
      new Decision(
          Decision.Kind.RETRY,
          Optional.of("grow"),
          List.of(
              raised(Resource.MEMORY, new Value.Size(new Memory((4L << 30) + 1))),
              raised(Resource.DISK, new Value.Size(new Memory(0))),
              raised(Resource.TIME, new Value.Time(new WallTime(5400))),
              raised(Resource.CPUS, new Value.Numeric(new BigDecimal("2"))),
              raised(Resource.QUEUE, new Value.Named(Type.QUEUE, "tomorrow")),
              raised(Resource.EXECUTOR, new Value.Named(Type.EXECUTOR, "slurm")),
              raised(Resource.ACCOUNT, new Value.Text("group \"x\""))),
          Optional.of(new WallTime(60)),
          true,
          "one more");

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void place() {
    file = folder.resolve("journal.jsonl");
  }

  private void write(Event... events) throws IOException {
    try (Journal journal = Journal.open(file, CLOCK)) {
      for (Event each : events) {
        journal.append(each);
      }
    }
  }

  private RunState read() throws IOException {
    return RunState.read(file);
  }

  private static Raised raised(Resource resource, Value value) {
    return new Raised(resource, value, "rule grow, attempt 1");
  }

  private static Event failed(String job, int attempt) {
    return new Event.Failed(
        job,
        attempt,
        Usage.of(20),
        OptionalInt.of(3),
        "host",
        new Cause(Reason.COMMAND_FAILED, Sureness.LIKELY, List.of("exit 3"), "no \t tab", "5a"),
        Decision.fail(""));
  }

  @Test
  void every_kind_of_event_is_read_as_it_was_written() throws IOException {
    List<Event> events =
        List.of(
            new Event.Opened("w", "hash", "host", 42),
            new Event.Kept("a", Usage.of(12), RECORD),
            new Event.Measured("ntuple", "", 3, 1500, 4, 1L << 40, Optional.of(7L)),
            new Event.Measured("skim", "w_20261122_213045", 1, 1, 1, 0, Optional.empty()),
            new Event.Remembered("a/old", "", Usage.of(12), RECORD),
            new Event.Remembered("a/other", "its command changed", USED, RECORD),
            new Event.FirstLook(List.of("ntuple", "skim")),
            new Event.Paused("skim/DY", 1, "no proxy", true),
            new Event.Wanted("b", "its command changed", Optional.of(RECORD)),
            new Event.Wanted("c", "it has no result yet", Optional.empty()),
            new Event.Started("b", 2, ""),
            new Event.Done("b", 2, USED, RECORD),
            failed("c", 1),
            new Event.Failed(
                "c",
                2,
                USED,
                OptionalInt.empty(),
                "",
                new Cause(Reason.LOST_NODE, Sureness.CERTAIN, List.of(), "", ""),
                GROWN,
                Map.of("root://one//a.root", "root://two//a.root")),
            new Event.Asked("c", GROWN.raised()),
            new Event.Lost("c", 3, "its driver left"),
            new Event.Replaced("c"),
            new Event.Blocked("d", "c", false),
            new Event.Blocked("e", "c", true),
            new Event.Cut("ntuple/DY", "b-1234"),
            new Event.Paused("ntuple/DY", 10, "no \n voms", false),
            new Event.WentOn("ntuple/DY"),
            new Event.Covered("ntuple/DY", "DY", 7, 4, 2, 1, Optional.empty()),
            new Event.Covered("ntuple/TT", "TT", 7, 7, 0, 0, Optional.of(1L << 40)),
            new Event.Closed("failed"));
    write(events.toArray(Event[]::new));
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < events.size(); i++) {
      assertEquals(Optional.of(events.get(i)), EventReader.read(lines.get(i)).event());
      assertEquals(Optional.of(CLOCK.instant()), EventReader.read(lines.get(i)).time());
    }
  }

  @Test
  void the_state_of_a_job_is_what_its_events_add_up_to() throws IOException {
    write(
        new Event.Opened("w", "hash", "host", 42),
        new Event.Wanted("a", "it has no result yet", Optional.empty()),
        new Event.Started("a", 1, ""),
        failed("a", 1),
        new Event.Blocked("b", "a", false),
        new Event.Closed("failed"));
    assertEquals(JobStory.State.FAILED, read().job("a").orElseThrow().state());
    assertEquals(JobStory.State.SKIPPED, read().job("b").orElseThrow().state());
    assertEquals(Optional.of("failed"), read().closed());
    write(
        new Event.Opened("w", "hash", "host", 43),
        new Event.Started("a", 2, ""),
        new Event.Done("a", 2, Usage.of(10), RECORD));
    JobStory story = read().job("a").orElseThrow();
    assertEquals(JobStory.State.DONE, story.state());
    assertEquals(2, story.attempts());
    assertEquals(1, story.failures().size());
    assertEquals(Optional.of(RECORD), story.record());
    assertEquals(JobStory.State.WAITING, read().job("b").orElseThrow().state());
    assertEquals(Optional.empty(), read().closed());
  }

  @Test
  void a_half_written_last_line_loses_nothing_before_or_after_it() throws IOException {
    write(new Event.Started("a", 1, ""), new Event.Done("a", 1, Usage.of(10), RECORD));
    Files.writeString(file, "{\"at\":\"2026-11-22T21:30:4", StandardOpenOption.APPEND);
    assertEquals(JobStory.State.DONE, read().job("a").orElseThrow().state());
    assertEquals(List.of(), read().damagedLines());
    write(new Event.Started("b", 1, ""), new Event.Done("b", 1, Usage.of(10), RECORD));
    assertEquals(JobStory.State.DONE, read().job("b").orElseThrow().state());
    assertEquals(List.of(), read().damagedLines());
  }

  @Test
  void a_journal_cut_at_any_byte_is_read_up_to_there() throws IOException {
    write(
        new Event.Started("a", 1, ""),
        new Event.Done("a", 1, Usage.of(10), RECORD),
        new Event.Started("b", 1, ""));
    byte[] whole = Files.readAllBytes(file);
    int firstLine = Files.readAllLines(file).get(0).length() + 1;
    for (int length = 0; length <= whole.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      RunState state = read();
      assertEquals(List.of(), state.damagedLines(), "cut at " + length);
      assertEquals(length >= firstLine - 1, state.job("a").isPresent(), "cut at " + length);
    }
  }

  @Test
  void a_damaged_line_in_the_middle_is_passed_over_and_counted() throws IOException {
    write(
        new Event.Started("a", 1, ""),
        new Event.Started("b", 1, ""),
        new Event.Started("c", 1, ""));
    List<String> lines = Files.readAllLines(file);
    Files.write(
        file,
        List.of(
            lines.get(0),
            lines.get(1).replace('{', '\0'),
            "",
            "[1, 2]",
            "{\"at\":\"yesterday\",\"event\":\"started\",\"job\":\"x\"}",
            lines.get(2)));
    assertEquals(List.of("a", "c"), read().jobs().stream().map(JobStory::id).toList());
    assertEquals(List.of(2, 4, 5), read().damagedLines());
  }

  @Test
  void nothing_after_a_line_that_was_torn_and_gone_on_with_is_lost() throws IOException {
    write(new Event.Started("a", 1, ""));
    Files.writeString(
        file,
        "{\"at\":\"2026-11-22T21{\"at\":\"2026-11-22T21:30:45Z\"}\n",
        StandardOpenOption.APPEND);
    write(new Event.Started("b", 1, ""));
    assertEquals(List.of("a", "b"), read().jobs().stream().map(JobStory::id).toList());
    assertEquals(List.of(2), read().damagedLines());
  }

  @Test
  void an_event_over_two_lines_or_two_in_one_are_damage() throws IOException {
    write(new Event.Started("a", 1, ""));
    String line = Files.readString(file);
    Files.writeString(file, line + line.replace(",", ",\n") + line.strip() + line + line);
    assertEquals(List.of(2, 3, 4, 5, 6, 7), read().damagedLines());
  }

  @Test
  void what_is_appended_is_written_at_the_next_flush() throws IOException {
    try (Journal journal = Journal.open(file, CLOCK)) {
      assertEquals(CLOCK.instant(), journal.append(new Event.Started("a", 1, "")));
      journal.append(new Event.Started("b", 1, ""));
      assertEquals(List.of(), read().jobs());
      journal.flush();
      assertEquals(2, read().jobs().size());
    }
  }

  @Test
  void a_full_disk_is_told_and_leaves_whole_lines() throws IOException {
    int oneLine = EventText.write(CLOCK.instant(), new Event.Started("a", 1, "")).length();
    var disk =
        new FullDisk(
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            oneLine + 7);
    try (Journal journal = Journal.of(disk, CLOCK)) {
      journal.append(new Event.Started("a", 1, ""));
      journal.flush();
      journal.append(new Event.Started("b", 1, ""));
      journal.append(new Event.Started("c", 1, ""));
      assertThrows(IOException.class, journal::flush);
      assertEquals(oneLine, Files.size(file));
      disk.makeRoom(1000);
      journal.append(new Event.Started("d", 1, ""));
    }
    assertEquals(List.of("a", "b", "c", "d"), read().jobs().stream().map(JobStory::id).toList());
    assertEquals(List.of(), read().damagedLines());
  }

  @Test
  void what_a_newer_version_writes_into_a_known_event_is_passed_over() throws IOException {
    String line =
        EventText.write(CLOCK.instant(), failed("a", 1))
            .replace("\"exit\":3", "\"exit\":3,\"colour\":{\"red\":[1,{\"x\":null}]}")
            .replace("command_failed", "cosmic_ray")
            .replace("\"kind\":\"fail\"", "\"kind\":\"fail\",\"raised\":[{\"resource\":\"luck\"}]");
    var read = (Event.Failed) EventReader.read(line).event().orElseThrow();
    assertEquals(Reason.UNKNOWN, read.cause().reason());
    assertEquals(Decision.fail(""), read.decision());
  }

  @Test
  void times_are_read_as_java_reads_them() {
    var times = new TimeReader();
    for (String each :
        List.of(
            "2026-11-22T21:30:45Z",
            "2026-11-22T21:30:45.1Z",
            "2026-11-22T23:59:59.123456789Z",
            "2024-02-29T00:00:00.000001Z",
            "1969-12-31T23:59:59Z")) {
      assertEquals(Instant.parse(each), times.read(each));
    }
    for (String each : List.of("", "2026-13-22T21:30:45Z", "2026-11-22T25:30:45Z", "x")) {
      assertThrows(DateTimeException.class, () -> times.read(each), each);
    }
  }

  @Test
  void an_event_that_only_a_newer_version_knows_is_no_damage() throws IOException {
    write(new Event.Started("a", 1, ""));
    Files.writeString(
        file,
        "{\"at\":\"2026-11-22T21:30:45Z\",\"event\":\"teleported\",\"job\":\"a\"}\n",
        StandardOpenOption.APPEND);
    assertEquals(JobStory.State.RUNNING, read().job("a").orElseThrow().state());
    assertEquals(List.of(), read().damagedLines());
  }

  @Test
  void a_run_without_a_journal_is_empty() throws IOException {
    assertEquals(List.of(), read().jobs());
    assertEquals(Optional.empty(), read().begun());
  }
}
