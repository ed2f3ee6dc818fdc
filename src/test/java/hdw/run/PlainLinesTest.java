package hdw.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.run.JobRecord.OutputStat;
import hdw.run.JobRecord.Parts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fast way to read a line says what the slow one says, or nothing. */
final class PlainLinesTest {
  private static final Instant TIME = Instant.parse("2026-11-22T23:59:59.999Z");
  private static final int LINES = 4_000;
  private static final int SPOILED = 20;
  private static final String ODD = "\"\"\\\\,,::{}[]0019afAF-+.eE \t\n\r/\u00e9\u0001ZTu";

  @TempDir Path folder;

  @Test
  void a_line_is_read_as_it_was_written() throws IOException {
    var random = new Random(20261124);
    for (boolean glances : List.of(false, true)) {
      var plain = new PlainLines(glances);
      for (int i = 0; i < LINES; i++) {
        byte[] bytes = line(random, event(random, "n/a-" + i)).getBytes(StandardCharsets.UTF_8);
        assertTrue(isRead(plain, bytes, glances), new String(bytes, StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void a_spoiled_line_is_read_as_the_slow_way_reads_it_or_left_to_that_one() throws IOException {
    var random = new Random(20261124);
    int read = 0;
    for (boolean glances : List.of(false, true)) {
      var plain = new PlainLines(glances);
      for (int i = 0; i < LINES; i++) {
        String line = line(random, event(random, "n/a-" + i));
        for (int k = 0; k < SPOILED; k++) {
          byte[] bytes = spoiled(random, line).getBytes(StandardCharsets.UTF_8);
          read += isRead(plain, bytes, glances) ? 1 : 0;
        }
      }
    }
    assertTrue(read > LINES, read + " lines were still read");
  }

  /** Whether the fast way reads a line; if so, as the slow one does. */
  private static boolean isRead(PlainLines plain, byte[] bytes, boolean glances)
      throws IOException {
    var line = new JobLine();
    if (!plain.read(bytes, 0, line)) {
      return false;
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    String job =
        line.family + new String(bytes, line.from, line.to - line.from, StandardCharsets.UTF_8);
    EventReader.Line slow = new EventReader(glances).read(bytes, 0, plain.end());
    assertEquals(slow.event(), Optional.of(line.event(job)), text);
    assertEquals(slow.time(), Optional.of(line.time()), text);
    assertEquals(job.hashCode(), line.hash, text);
    assertEquals('\n', bytes[plain.end()], text);
    return true;
  }

  @Test
  void a_journal_adds_up_to_what_its_events_add_up_to() throws IOException {
    var random = new Random(20261124);
    for (int i = 0; i < 20; i++) {
      var folded = new RunState();
      var bytes = new ByteArrayOutputStream();
      for (int k = 0; k < LINES; k++) {
        // texts of these two letters have the same hash: Aa, BB
        String half = random.nextBoolean() ? "Aa" : "BB";
        String job = "n" + random.nextInt(3) + "/" + half + random.nextInt(1 + 10 * i) + half;
        Event event = anyEvent(random, random.nextInt(50) == 0 ? "\u00fc/" + job : job);
        Instant time = TIME.plusMillis(k);
        folded.apply(event, time);
        bytes.writeBytes(EventText.write(time, event).getBytes(StandardCharsets.UTF_8));
      }
      Path journal = Files.write(folder.resolve("journal.jsonl"), bytes.toByteArray());
      assertEquals(StateText.of(folded), StateText.of(RunState.read(journal)));
      var followed = new FollowedJournal(journal, (event, time, job, before) -> {});
      assertTrue(followed.more());
      RunState glance = RunState.glance(journal);
      assertEquals(StateText.of(glance), StateText.of(followed.state()));
      String job = glance.jobs().get(random.nextInt(glance.jobs().size())).id();
      RunState one = RunState.glanceAt(journal, job);
      assertEquals(List.of(job), one.jobs().stream().map(JobStory::id).toList());
      assertEquals(
          StateText.of(glance.job(job).orElseThrow()), StateText.of(one.job(job).orElseThrow()));
    }
  }

  @Test
  void a_line_may_be_longer_than_any_block() throws IOException {
    List<Integer> lengths = List.of(0, 50_000, 700_000, 1_200_000, 5_000_000);
    var text = new StringBuilder();
    for (int each : lengths) {
      Event wordy = new Event.Wanted("n/a-" + each, "w".repeat(each), Optional.empty());
      text.append(EventText.write(TIME, wordy)).append(EventText.write(TIME, Events.wanted("b")));
    }
    Path journal = Files.writeString(folder.resolve("journal.jsonl"), text);
    RunState state = RunState.read(journal);
    assertEquals(lengths.size() + 1, state.jobs().size());
    for (int each : lengths.subList(1, lengths.size())) {
      String because = state.job("n/a-" + each).flatMap(JobStory::because).orElseThrow();
      assertEquals(each, because.length());
    }
    var followed = new FollowedJournal(journal, (event, time, job, before) -> {});
    assertTrue(followed.more());
    assertEquals(StateText.of(state), StateText.of(followed.state()));
  }

  private static String line(Random random, Event event) throws IOException {
    long nanos = random.nextInt(3) == 0 ? 0 : random.nextInt(1_000_000_000);
    return EventText.write(TIME.plusNanos(nanos * random.nextInt(100)), event);
  }

  private static String spoiled(Random random, String line) {
    var text = new StringBuilder(line.substring(0, line.length() - 1));
    for (int i = random.nextInt(2); i >= 0; i--) {
      int at = random.nextInt(text.length());
      char odd = ODD.charAt(random.nextInt(ODD.length()));
      switch (random.nextInt(5)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, odd);
        case 2 -> text.insert(at, text.substring(at, Math.min(text.length(), at + 12)));
        case 3 -> text.delete(at, Math.min(text.length(), at + random.nextInt(30)));
        default -> text.setCharAt(at, odd);
      }
      text.append(text.length() == 0 ? "x" : "");
    }
    return text.append('\n').toString();
  }

  private static Event anyEvent(Random random, String job) {
    return switch (random.nextInt(12)) {
      case 0 -> Events.opened();
      case 1 -> Events.failed(job, 1, Events.retryWith(2));
      case 2 -> new Event.Blocked(job, "other", random.nextBoolean());
      case 3 -> new Event.Started(job, 1, "no hash", "\u00e9.1");
      default -> event(random, job);
    };
  }

  /** An event of a kind that has the small form. */
  private static Event event(Random random, String job) {
    int attempt = 1 + random.nextInt(1000);
    return switch (random.nextInt(10)) {
      case 0 -> new Event.Wanted(job, "it has no result yet", Optional.empty());
      case 1 -> new Event.Wanted(job, "its command changed", Optional.of(record(random)));
      case 2 -> new Event.Started(job, attempt, hash(random), random.nextBoolean() ? "" : "t.12");
      case 3 -> new Event.Began(job, attempt, "b7g" + random.nextInt(40), random.nextInt(3));
      case 4 -> new Event.Requeued(job, attempt, "preempted, once more");
      case 5 -> new Event.Held(job, attempt, "");
      case 6 -> new Event.Lost(job, attempt, "its driver left");
      case 7 -> failed(random, job, attempt);
      case 8 -> new Event.Kept(job, usage(random), record(random));
      default -> new Event.Done(job, attempt, usage(random), record(random));
    };
  }

  private static Event failed(Random random, String job, int attempt) {
    var like = (Event.Failed) Events.failed(job, attempt, Events.retryWith(random.nextInt(3)));
    return new Event.Failed(
        job,
        attempt,
        usage(random),
        random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(200) - 3),
        random.nextBoolean() ? "" : "b7g12.cern.ch",
        like.cause(),
        like.decision(),
        random.nextBoolean() ? Map.of() : Map.of("root://one//\u00e9.root", "root://two//a.root"));
  }

  private static Usage usage(Random random) {
    Map<String, Double> metrics =
        switch (random.nextInt(4)) {
          case 0 -> Map.of();
          case 1 -> Map.of("events", (double) random.nextInt());
          case 2 -> Map.of("sum", random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20));
          default -> Map.of("events", 12.0, "sum_genw", -0.5, "x", 1e-300);
        };
    return new Usage(
        random.nextInt(100_000),
        random.nextBoolean() ? Optional.empty() : Optional.of(random.nextLong() >>> 20),
        metrics);
  }

  private static JobRecord record(Random random) {
    if (random.nextInt(10) == 0) {
      return JobRecord.NONE;
    }
    var outputs = new ArrayList<OutputStat>();
    for (int i = random.nextInt(4); i > 0; i--) {
      String path = "out/" + "long".repeat(random.nextInt(200)) + i;
      outputs.add(new OutputStat(path, random.nextInt(100) - 2, random.nextLong() >> 8));
    }
    var parts =
        new Parts(hash(random), hash(random), "short", hash(random).toUpperCase(Locale.ROOT));
    return new JobRecord(parts, hash(random), outputs);
  }

  private static String hash(Random random) {
    return Hash.text(random.nextInt(10) == 0 ? random.nextInt(10) : random.nextLong());
  }
}
