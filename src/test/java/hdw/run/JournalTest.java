package hdw.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.run.JobRecord.OutputStat;
import hdw.run.JobRecord.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
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

  private static Event failed(String job, int attempt) {
    return new Event.Failed(
        job, attempt, 20, OptionalInt.of(3), "command_failed", "no \t tab", "host");
  }

  @Test
  void every_kind_of_event_is_read_as_it_was_written() throws IOException {
    List<Event> events =
        List.of(
            new Event.Opened("w", "hash", "host", 42),
            new Event.Kept("a", RECORD),
            new Event.Wanted("b", "its command changed", Optional.of(RECORD)),
            new Event.Wanted("c", "it has no result yet", Optional.empty()),
            new Event.Started("b", 2),
            new Event.Done("b", 2, 1234, RECORD),
            failed("c", 1),
            new Event.Failed("c", 2, 1, OptionalInt.empty(), "lost_node", "", "host"),
            new Event.Blocked("d", "c"),
            new Event.Closed("failed"));
    write(events.toArray(Event[]::new));
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < events.size(); i++) {
      assertEquals(Optional.of(events.get(i)), EventText.read(lines.get(i)).event());
      assertEquals(Optional.of(CLOCK.instant()), EventText.read(lines.get(i)).time());
    }
  }

  @Test
  void the_state_of_a_job_is_what_its_events_add_up_to() throws IOException {
    write(
        new Event.Opened("w", "hash", "host", 42),
        new Event.Wanted("a", "it has no result yet", Optional.empty()),
        new Event.Started("a", 1),
        failed("a", 1),
        new Event.Blocked("b", "a"),
        new Event.Closed("failed"));
    assertEquals(JobStory.State.FAILED, read().job("a").orElseThrow().state());
    assertEquals(JobStory.State.SKIPPED, read().job("b").orElseThrow().state());
    assertEquals(Optional.of("failed"), read().closed());
    write(
        new Event.Opened("w", "hash", "host", 43),
        new Event.Started("a", 2),
        new Event.Done("a", 2, 10, RECORD));
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
    write(new Event.Started("a", 1), new Event.Done("a", 1, 10, RECORD));
    Files.writeString(file, "{\"at\":\"2026-11-22T21:30:4", StandardOpenOption.APPEND);
    assertEquals(JobStory.State.DONE, read().job("a").orElseThrow().state());
    assertEquals(List.of(3), read().damagedLines());
    write(new Event.Started("b", 1), new Event.Done("b", 1, 10, RECORD));
    assertEquals(JobStory.State.DONE, read().job("b").orElseThrow().state());
    assertEquals(List.of(3), read().damagedLines());
  }

  @Test
  void a_journal_cut_at_any_byte_is_read_up_to_there() throws IOException {
    write(new Event.Started("a", 1), new Event.Done("a", 1, 10, RECORD), new Event.Started("b", 1));
    byte[] whole = Files.readAllBytes(file);
    int firstLine = Files.readAllLines(file).get(0).length() + 1;
    for (int length = 0; length <= whole.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      RunState state = read();
      assertTrue(state.damagedLines().size() <= 1, "cut at " + length);
      assertEquals(length >= firstLine - 1, state.job("a").isPresent(), "cut at " + length);
    }
  }

  @Test
  void a_damaged_line_in_the_middle_is_passed_over_and_counted() throws IOException {
    write(new Event.Started("a", 1), new Event.Started("b", 1), new Event.Started("c", 1));
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
  void an_event_that_only_a_newer_version_knows_is_no_damage() throws IOException {
    write(new Event.Started("a", 1));
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
