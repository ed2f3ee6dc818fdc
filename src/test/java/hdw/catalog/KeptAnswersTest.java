package hdw.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What slow commands answered is kept for an hour. */
final class KeptAnswersTest {
  @TempDir Path cache;
  private final Hand clock = new Hand();
  private final List<String> told = new ArrayList<>();
  private Duration takes = Duration.ofSeconds(90);
  private List<String> answer = List.of("a.root", "b.root");
  private int asked;

  /** A clock that is turned by hand. */
  private static final class Hand extends Clock {
    private Instant now = Instant.parse("2026-11-23T09:00:00Z");

    void turn(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private List<String> ask(String line, Path where, boolean anew) throws IOException {
    Surroundings.Shell shell =
        (one, at) -> {
          asked++;
          clock.turn(takes);
          return answer;
        };
    return new KeptAnswers(shell, cache, anew, clock, used -> told.add(used.line()))
        .run(line, where);
  }

  private List<String> ask() throws IOException {
    List<String> found = ask("dasgoclient", Path.of("/work"), false);
    try (Stream<Path> files = Files.walk(cache)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        // files are stamped by the machine's clock: here the clock is ours
        if (told.isEmpty()) {
          Files.setLastModifiedTime(each, FileTime.from(clock.instant()));
        }
      }
    }
    return found;
  }

  @Test
  void a_slow_answer_is_used_for_an_hour_and_said() throws IOException {
    List<String> first = ask();
    clock.turn(Duration.ofMinutes(59));
    assertEquals(first, ask());
    assertEquals(1, asked);
    assertEquals(List.of("dasgoclient"), told);
    clock.turn(Duration.ofMinutes(2));
    answer = List.of("c.root");
    assertEquals(List.of("c.root"), ask());
    assertEquals(2, asked);
  }

  @Test
  void a_fast_command_is_asked_every_time() throws IOException {
    takes = Duration.ofMillis(900);
    ask();
    answer = List.of("new.root");
    assertEquals(List.of("new.root"), ask());
    assertEquals(List.of(), told);
  }

  @Test
  void refresh_asks_again_and_keeps_the_new_answer() throws IOException {
    ask();
    answer = List.of("new.root");
    assertEquals(List.of("new.root"), ask("dasgoclient", Path.of("/work"), true));
    try (Stream<Path> kept = Files.list(cache.resolve("answers"))) {
      List<Path> files = kept.toList();
      assertEquals(1, files.size(), "files were left aside");
      assertEquals("new.root\n", Files.readString(files.get(0)));
    }
  }

  @Test
  void another_folder_or_another_line_is_another_question() throws IOException {
    ask();
    ask("dasgoclient", Path.of("/home"), false);
    ask("dasgoclient -json", Path.of("/work"), false);
    assertEquals(3, asked);
  }

  @Test
  void an_empty_answer_and_a_failure_are_not_kept() throws IOException {
    answer = List.of("", " ");
    ask();
    ask();
    assertEquals(2, asked);
    Surroundings.Shell broken =
        (line, at) -> {
          clock.turn(takes);
          throw new IOException("no proxy");
        };
    var kept = new KeptAnswers(broken, cache, false, clock, used -> {});
    assertThrows(IOException.class, () -> kept.run("das", Path.of("/work")));
    assertThrows(IOException.class, () -> kept.run("das", Path.of("/work")));
  }

  @Test
  void a_cache_that_cannot_be_written_is_no_error() throws IOException {
    Files.writeString(cache.resolve("answers"), "a file where a folder should be");
    assertEquals(answer, ask());
    assertEquals(answer, ask());
    assertEquals(2, asked);
  }
}
