package hdw.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When the queue itself is asked, and what is told of one that does not answer. */
final class CrossChecksTest {
  private static final Instant BEGIN = Instant.parse("2026-11-23T00:00:00Z");

  private final CrossChecks checks = new CrossChecks(BEGIN);

  private static Instant after(int seconds) {
    return BEGIN.plusSeconds(seconds);
  }

  @Test
  void a_queue_of_which_nothing_is_heard_is_asked_every_five_minutes() {
    assertFalse(checks.areDue(after(299)));
    assertTrue(checks.areDue(after(300)));
    checks.checked(after(300));
    assertFalse(checks.areDue(after(599)));
    assertTrue(checks.areDue(after(600)));
  }

  @Test
  void where_news_stop_coming_the_queue_is_asked_once_after_half_a_minute() {
    checks.heard(after(10));
    assertFalse(checks.areDue(after(39)));
    checks.heard(after(39));
    assertFalse(checks.areDue(after(68)));
    assertTrue(checks.areDue(after(69)));
    checks.checked(after(69));
    assertFalse(checks.areDue(after(360)));
  }

  @Test
  void where_news_may_have_been_missed_it_is_asked_soon_and_then_more_and_more_seldom() {
    checks.doubt();
    var asked = new ArrayList<Integer>();
    for (int second = 0; second < 1000; second++) {
      if (checks.areDue(after(second))) {
        asked.add(second);
        checks.checked(after(second));
      }
    }
    assertEquals(List.of(5, 15, 35, 75, 155, 315, 615, 915), asked);
  }

  @Test
  void the_same_trouble_is_told_once_and_its_end_when_all_of_it_is_over() {
    var told = new ArrayList<String>();
    var complaints = new Complaints("HTCondor", told::add);
    complaints.well(Complaints.About.ASKING);
    complaints.failed(Complaints.About.SUBMITTING, new IOException("no schedd"));
    complaints.failed(Complaints.About.ASKING, new IOException("no schedd"));
    complaints.failed(Complaints.About.SUBMITTING, new IOException("no schedd"));
    complaints.failed(Complaints.About.SUBMITTING, new IOException("no room"));
    complaints.well(Complaints.About.ASKING);
    complaints.well(Complaints.About.ASKING);
    assertEquals(List.of("no schedd", "no room"), told);
    complaints.well(Complaints.About.SUBMITTING);
    assertEquals(List.of("no schedd", "no room", "HTCondor answers again"), told);
  }
}
