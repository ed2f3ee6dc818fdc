package hdw.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class CadenceTest {
  private static final Duration SHORTEST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Cadence cadence = new Cadence(SHORTEST, LONGEST);
  private Instant now = Instant.EPOCH.plusSeconds(1);

  /** Asks when it is due; gives how long that took. */
  private Duration ask(boolean changed) {
    Instant before = now;
    while (!cadence.isDue(now)) {
      now = now.plusMillis(1);
    }
    cadence.asked(now, changed);
    return Duration.between(before, now);
  }

  @Test
  void a_change_is_noticed_late_by_an_eighth_of_the_time_that_nothing_changed() {
    ask(true);
    Instant since = now;
    while (Duration.between(since, now).compareTo(Duration.ofMinutes(10)) < 0) {
      Duration waited = Duration.between(since, now);
      Duration most = waited.dividedBy(8).plus(SHORTEST).plusMillis(2);
      Duration pause = ask(false);
      assertTrue(pause.compareTo(most) <= 0, pause + " after " + waited);
      assertTrue(pause.compareTo(LONGEST.plusMillis(1)) <= 0, pause.toString());
    }
    assertEquals(LONGEST, ask(false));
  }

  @Test
  void after_a_change_it_is_asked_soon() {
    for (int i = 0; i < 50; i++) {
      ask(false);
    }
    ask(true);
    assertEquals(SHORTEST, ask(false));
  }

  @Test
  void what_was_done_to_the_queue_is_seen_soon() {
    for (int i = 0; i < 50; i++) {
      ask(false);
    }
    cadence.hurry(now);
    assertEquals(SHORTEST, ask(false));
  }
}
