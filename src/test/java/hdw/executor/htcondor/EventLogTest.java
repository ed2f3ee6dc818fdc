package hdw.executor.htcondor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EventLogTest {
  private static final String ONE =
      "001 (7.000.000) 2026-11-23 00:15:55 Job executing on host: <a>\n\tSlotName: s@h\n...\n";
  private static final String TWO = "005 (7.001.000) 2026-11-23 00:15:56 Job terminated.\n...\n";

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("events.log");
  }

  private List<LogEvent> read(String text) throws IOException {
    Files.writeString(file(), text);
    return Logs.events(file());
  }

  private Instant timeOf(String date, ZoneId zone) throws IOException {
    Files.writeString(file(), "001 (7.0.0) " + date + " Job\n...\n");
    return new EventLog(file(), zone).read().get(0).time();
  }

  private static List<Integer> numbers(List<LogEvent> events) {
    return events.stream().map(LogEvent::number).toList();
  }

  @Test
  void an_event_has_its_job_its_time_and_its_lines() throws IOException {
    assertEquals(
        List.of(
            new LogEvent(
                1,
                7,
                0,
                Instant.parse("2026-11-23T00:15:55Z"),
                "Job executing on host: <a>",
                List.of("\tSlotName: s@h"))),
        read(ONE));
    assertEquals(
        -1, read("036 (7.-01.000) 2026-11-23 00:15:55 Cluster removed\n...\n").get(0).proc());
  }

  @Test
  void a_log_that_is_read_after_every_byte_gives_the_same_events() throws IOException {
    for (String name : List.of("23.9.6/memory", "25.14.1/no_executable")) {
      byte[] whole = Files.readAllBytes(Logs.file(name));
      List<LogEvent> expected = Logs.events(Logs.file(name));
      assertTrue(expected.size() > 4);
      var log = new EventLog(file(), ZoneOffset.UTC);
      var events = new ArrayList<LogEvent>();
      try (OutputStream writer = Files.newOutputStream(file())) {
        for (byte each : whole) {
          writer.write(each);
          events.addAll(log.read());
        }
      }
      assertEquals(expected, events);
      Files.delete(file());
    }
  }

  @Test
  void a_log_that_is_not_there_yet_has_no_events() throws IOException {
    var log = new EventLog(file(), ZoneOffset.UTC);
    assertEquals(List.of(), log.read());
    Files.writeString(file(), ONE);
    assertEquals(1, log.read().size());
  }

  @Test
  void a_shorter_log_is_read_from_its_start() throws IOException {
    Files.writeString(file(), ONE + ONE);
    var log = new EventLog(file(), ZoneOffset.UTC);
    assertEquals(2, log.read().size());
    Files.writeString(file(), TWO);
    assertEquals(List.of(5), numbers(log.read()));
  }

  @Test
  void another_log_in_its_place_is_read_from_its_start() throws IOException {
    Files.writeString(file(), ONE);
    var log = new EventLog(file(), ZoneOffset.UTC);
    assertEquals(1, log.read().size());
    Files.delete(file());
    Files.writeString(file(), TWO + ONE + TWO);
    assertEquals(List.of(5, 1, 5), numbers(log.read()));
    Files.writeString(folder.resolve("new"), TWO + TWO + TWO + TWO + ONE);
    Files.move(folder.resolve("new"), file(), StandardCopyOption.REPLACE_EXISTING);
    assertEquals(List.of(5, 5, 5, 5, 1), numbers(log.read()));
  }

  @Test
  void a_log_that_is_wound_back_gives_all_again() throws IOException {
    Files.writeString(file(), ONE + TWO);
    var log = new EventLog(file(), ZoneOffset.UTC);
    List<LogEvent> first = log.read();
    log.rewind();
    assertEquals(first, log.read());
    assertEquals(List.of(), log.read());
  }

  @Test
  void lines_of_no_event_are_passed_over() throws IOException {
    assertEquals(
        List.of(1, 5), numbers(read("what\n\0\0\n...\n" + ONE + "\nis this\n...\n" + TWO)));
    assertEquals(List.of(5), numbers(read("001 (x.0.0) 2026-11-23 00:00:00 Job\n...\n" + TWO)));
    assertEquals(List.of(5), numbers(read("001 (1.0.0) 2026-13-23 00:00:00 Job\n...\n" + TWO)));
  }

  @Test
  void an_event_that_was_never_finished_does_not_hide_the_next_one() throws IOException {
    assertEquals(List.of(5), numbers(read(ONE.substring(0, 70) + "\n" + TWO)));
  }

  @Test
  void an_event_of_more_than_a_piece_is_passed_over() throws IOException {
    String long1 = ONE.replace("...\n", ("\t" + "x".repeat(1000) + "\n").repeat(3000) + "...\n");
    assertEquals(List.of(5, 5), numbers(read(TWO + long1 + TWO)));
    assertEquals(List.of(5, 5), numbers(read(TWO + "y".repeat(3_000_000) + "\n...\n" + TWO)));
  }

  @Test
  void what_may_be_missing_is_said_once() throws IOException {
    var log = new EventLog(file(), ZoneOffset.UTC);
    assertFalse(lostSome(log, ""));
    assertFalse(lostSome(log, ONE + TWO), "nothing is");
    assertFalse(lostSome(log, ONE + TWO + ONE.substring(0, 40)), "the rest is on its way");
    assertFalse(lostSome(log, ONE + TWO + ONE));
    assertTrue(lostSome(log, ONE), "the end was cut off");
    assertFalse(lostSome(log, ONE));
    assertTrue(lostSome(log, ONE + ONE.substring(0, 70) + TWO), "one within another one");
    assertTrue(lostSome(log, ONE + ONE.substring(0, 70) + TWO + "torn\n...\n"), "no event");
    Files.delete(file());
    log.read();
    assertTrue(log.hasLostSome(), "all of it is gone");
  }

  private boolean lostSome(EventLog log, String text) throws IOException {
    Files.writeString(file(), text);
    log.read();
    return log.hasLostSome();
  }

  @Test
  void a_long_log_comes_in_parts() throws IOException {
    int count = 250_000;
    Files.writeString(file(), ONE.repeat(count));
    var log = new EventLog(file(), ZoneOffset.UTC);
    assertTrue(log.read().size() < count);
    log.rewind();
    assertEquals(count, Logs.all(log).size());
  }

  @Test
  void times_are_local_unless_they_say_otherwise() throws IOException {
    ZoneId geneva = ZoneId.of("Europe/Zurich");
    assertEquals(Instant.parse("2026-11-22T23:15:55Z"), timeOf("2026-11-23 00:15:55", geneva));
    assertEquals(Instant.parse("2026-07-22T22:15:55Z"), timeOf("2026-07-23 00:15:55", geneva));
    assertEquals(
        Instant.parse("2026-11-23T00:36:22.650Z"), timeOf("2026-11-23 00:36:22.650Z", geneva));
  }

  @Test
  void times_without_a_year_are_of_the_year_of_the_file() {
    Instant newYear = Instant.parse("2027-01-01T10:00:00Z");
    var time = new LogTime(ZoneOffset.UTC, newYear.atZone(ZoneOffset.UTC).toLocalDate());
    assertEquals(Instant.parse("2026-12-31T23:59:58Z"), time.parse("12/31 23:59:58").orElseThrow());
    assertEquals(Instant.parse("2027-01-01T09:00:00Z"), time.parse("01/01 09:00:00").orElseThrow());
    assertEquals(Instant.parse("2024-02-29T09:00:00Z"), time.parse("02/29 09:00:00").orElseThrow());
    assertTrue(time.parse("02/30 09:00:00").isEmpty());
  }

  @Test
  void a_log_of_old_form_is_read_with_the_time_of_its_file() throws IOException {
    Files.writeString(file(), "001 (7.000.000) 11/23 00:15:55 Job executing\n...\n");
    Files.setLastModifiedTime(file(), FileTime.from(Instant.parse("2025-12-24T00:00:00Z")));
    assertEquals(Instant.parse("2025-11-23T00:15:55Z"), Logs.events(file()).get(0).time());
  }

  @Test
  void no_bytes_make_it_stumble() throws IOException {
    var random = new Random(17);
    byte[] whole = Logs.text("23.9.6/trouble").getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 400; round++) {
      byte[] broken = whole.clone();
      for (int wounds = random.nextInt(1, 30); wounds > 0; wounds--) {
        byte[] splice = new byte[random.nextInt(1, 40)];
        random.nextBytes(splice);
        int at = random.nextInt(broken.length - splice.length);
        if (random.nextBoolean()) {
          System.arraycopy(splice, 0, broken, at, splice.length);
        } else {
          System.arraycopy(whole, random.nextInt(whole.length - 40), broken, at, splice.length);
        }
      }
      Files.write(file(), broken);
      new LogTranslator().translate(Logs.events(file()));
    }
  }
}
