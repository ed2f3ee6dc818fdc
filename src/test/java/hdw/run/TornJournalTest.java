package hdw.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hdw.rules.Decision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal cut anywhere is a beginning of itself, and can be gone on with. */
final class TornJournalTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T21:30:45.5Z"), ZoneOffset.UTC);
  private static final int SEQUENCES = 4;
  private static final int EVENTS = 12;

  @TempDir Path folder;

  @Test
  void a_journal_cut_at_any_byte_goes_on_from_its_last_whole_event() throws IOException {
    var random = new Random(20261122);
    for (int i = 0; i < SEQUENCES; i++) {
      List<Event> events = new ArrayList<>();
      for (int k = 0; k < EVENTS; k++) {
        events.add(event(random));
      }
      cutEverywhere(events);
    }
  }

  private void cutEverywhere(List<Event> events) throws IOException {
    Path file = folder.resolve("journal.jsonl");
    Files.deleteIfExists(file);
    append(file, events);
    byte[] whole = Files.readAllBytes(file);
    List<Integer> ends = ends(events);
    List<Event> more = List.of(Events.opened(), Events.started("new", 1));
    int survive = 0;
    for (int length = 0; length <= whole.length; length++) {
      // a line without its newline is whole, too
      while (survive < events.size() && ends.get(survive) - 1 <= length) {
        survive++;
      }
      List<Event> left = new ArrayList<>(events.subList(0, survive));
      Files.write(file, Arrays.copyOf(whole, length));
      assertEquals(text(fold(left)), text(RunState.read(file)), "cut at " + length);
      append(file, more);
      left.addAll(more);
      assertEquals(text(fold(left)), text(RunState.read(file)), "gone on after " + length);
    }
  }

  private static void append(Path file, List<Event> events) throws IOException {
    try (Journal journal = Journal.open(file, CLOCK)) {
      for (Event each : events) {
        journal.append(each);
      }
    }
  }

  private static List<Integer> ends(List<Event> events) throws IOException {
    var ends = new ArrayList<Integer>();
    int end = 0;
    for (Event each : events) {
      end += EventText.write(CLOCK.instant(), each).getBytes(StandardCharsets.UTF_8).length;
      ends.add(end);
    }
    return ends;
  }

  private static RunState fold(List<Event> events) {
    var state = new RunState();
    events.forEach(each -> state.apply(each, CLOCK.instant()));
    return state;
  }

  /** All that a state says. */
  private static String text(RunState state) {
    var text = new StringBuilder();
    for (JobStory each : state.jobs()) {
      List<Object> parts =
          List.of(
              each.id(),
              each.state(),
              each.attempts(),
              each.tries(),
              each.raised(),
              each.usage(),
              each.record(),
              each.failures(),
              each.because());
      text.append(parts).append('\n');
    }
    List<Object> run =
        List.of(
            state.opened(),
            state.closed(),
            state.begun(),
            state.cuts(),
            state.paused(),
            state.damagedLines());
    return text.append(run).toString();
  }

  private static Event event(Random random) {
    String job = "n\u00fcmber/\"" + random.nextInt(3) + "\"";
    int attempt = 1 + random.nextInt(3);
    return switch (random.nextInt(10)) {
      case 0 -> Events.opened();
      case 1 -> Events.wanted(job);
      case 2, 3 -> Events.started(job, attempt);
      case 4 -> Events.done(job, attempt);
      case 5 -> Events.failed(job, attempt, Events.retryWith(attempt));
      case 6 -> Events.failed(job, attempt, Events.decided(Decision.Kind.HALVE));
      case 7 -> new Event.Cut("n", job);
      case 8 -> new Event.Paused("n", 10, "line\n\\", false);
      default -> new Event.Wanted(job, "", Optional.of(Events.RECORD));
    };
  }
}
