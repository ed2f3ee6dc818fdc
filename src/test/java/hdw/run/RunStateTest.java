package hdw.run;

import static hdw.run.Events.RECORD;
import static hdw.run.Events.decided;
import static hdw.run.Events.done;
import static hdw.run.Events.failed;
import static hdw.run.Events.memory;
import static hdw.run.Events.opened;
import static hdw.run.Events.retryWith;
import static hdw.run.Events.started;
import static hdw.run.Events.wanted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.rules.Decision;
import hdw.run.JobStory.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What events add up to. */
final class RunStateTest {
  private static final Instant NOW = Instant.parse("2026-11-22T21:30:45Z");

  private final RunState state = new RunState();

  private JobStory after(Event... events) {
    for (Event each : events) {
      state.apply(each, NOW);
    }
    return state.job("a").orElseThrow();
  }

  @Test
  void a_job_that_is_tried_again_waits_with_what_was_raised() {
    JobStory job =
        after(wanted("a"), started("a", 1), failed("a", 1, retryWith(4)), started("a", 2));
    assertEquals(State.RUNNING, job.state());
    assertEquals(Optional.empty(), job.retryAt());
    after(failed("a", 2, retryWith(8)));
    assertEquals(State.WAITING, job.state());
    assertEquals(2, job.attempts());
    assertEquals(2, job.tries());
    assertEquals(2, job.reactions());
    assertEquals(List.of(memory(4, "rule grow"), memory(8, "rule grow")), job.raised());
    assertEquals(Set.of("wn1", "wn2"), job.avoided());
    assertEquals(Optional.of(NOW.plusSeconds(60)), job.retryAt());
    assertEquals(Optional.of("5a"), job.lastSign());
    assertEquals(20, job.usage().milliseconds());
  }

  @Test
  void a_job_wanted_anew_begins_at_nothing_but_its_failures_and_what_people_asked_for() {
    JobStory job =
        after(
            started("a", 1),
            failed("a", 1, retryWith(4)),
            new Event.Asked("a", List.of(memory(6, "hdw retry"))),
            wanted("a"));
    assertEquals(State.WAITING, job.state());
    assertEquals(1, job.attempts());
    assertEquals(0, job.tries());
    assertEquals(0, job.reactions());
    assertEquals(List.of(memory(6, "hdw retry")), job.raised());
    assertEquals(Set.of(), job.avoided());
    assertEquals(Optional.empty(), job.retryAt());
    assertEquals(1, job.failures().size());
  }

  @Test
  void each_kind_of_decision_has_its_state() {
    assertEquals(State.FAILED, after(failed("a", 1, decided(Decision.Kind.FAIL))).state());
    assertEquals(State.FAILED, after(failed("a", 1, decided(Decision.Kind.ABORT))).state());
    assertEquals(State.HALVED, after(failed("a", 1, decided(Decision.Kind.HALVE))).state());
    JobStory skipped = after(failed("a", 1, decided(Decision.Kind.SKIP)));
    assertEquals(State.SKIPPED, skipped.state());
    assertEquals(Optional.of("grow"), skipped.skippedBy());
    assertEquals(Optional.empty(), skipped.blockedBy());
  }

  @Test
  void a_lost_attempt_is_no_try() {
    JobStory job = after(started("a", 1), new Event.Lost("a", 1, "its driver left"));
    assertEquals(State.WAITING, job.state());
    assertEquals(0, job.tries());
    assertEquals(1, job.attempts());
  }

  @Test
  void a_new_driver_finds_what_ran_running_what_failed_failed_and_what_was_blocked_waiting() {
    after(
        started("a", 3),
        failed("b", 1, decided(Decision.Kind.FAIL)),
        new Event.Blocked("c", "b", false),
        failed("d", 1, decided(Decision.Kind.SKIP)),
        new Event.Blocked("e", "d", true),
        opened());
    assertEquals(State.RUNNING, state.job("a").orElseThrow().state());
    assertEquals(3, state.job("a").orElseThrow().lastStarted());
    assertEquals(State.FAILED, state.job("b").orElseThrow().state());
    assertEquals(State.WAITING, state.job("c").orElseThrow().state());
    assertEquals(State.SKIPPED, state.job("d").orElseThrow().state());
    // a driver that dies now has not said once more what a rule gave up, and the next one knows it
    assertEquals(State.SKIPPED, state.job("e").orElseThrow().state());
    assertTrue(state.job("e").orElseThrow().allowed());
  }

  @Test
  void a_blocked_job_says_by_whom_and_whether_that_is_allowed() {
    JobStory job = after(new Event.Blocked("a", "b", true));
    assertEquals(State.SKIPPED, job.state());
    assertEquals(Optional.of("b"), job.blockedBy());
    assertTrue(job.allowed());
    assertEquals(Optional.empty(), job.skippedBy());
  }

  @Test
  void a_kept_result_is_the_jobs_record() {
    JobStory job = after(new Event.Kept("a", Usage.of(12), RECORD));
    assertTrue(job.kept());
    assertEquals(Optional.of(RECORD), job.record());
    assertTrue(job.owned());
    assertTrue(after(wanted("a")).record().isPresent());
    assertEquals(RECORD.result(), after(done("a", 1)).record().orElseThrow().result());
  }

  @Test
  void a_pause_holds_until_a_person_lets_it_go_on() {
    after(
        new Event.Paused("n", 10, "line", false),
        new Event.Paused("m", 10, "line", false),
        wanted("a"));
    assertEquals(List.of("n", "m"), List.copyOf(state.paused().keySet()));
    after(new Event.WentOn("n"));
    assertEquals(List.of("m"), List.copyOf(state.paused().keySet()));
  }

  @Test
  void cuts_add_up_and_coverage_is_that_of_the_last_driver() {
    after(
        wanted("a"),
        new Event.Cut("n", "c1"),
        new Event.Cut("n", "c2"),
        new Event.Covered("n", "s", 5, 1, 1, 3, Optional.empty()),
        opened(),
        new Event.Covered("n", "s", 5, 4, 1, 0, Optional.empty()),
        new Event.Covered("n", "s", 5, 5, 0, 0, Optional.of(7L)));
    assertEquals(Set.of("c1", "c2"), state.cuts().of("n"));
    assertEquals(
        List.of(new Event.Covered("n", "s", 5, 5, 0, 0, Optional.of(7L))), state.covered());
  }

  @Test
  void jobs_stand_in_the_order_in_which_they_are_first_mentioned() {
    for (int i = 0; i < 1000; i++) {
      state.apply(wanted("job" + i), NOW);
    }
    state.apply(started("job500", 1), NOW);
    for (int i = 0; i < 1000; i++) {
      assertEquals("job" + i, state.jobs().get(i).id());
      assertEquals("job" + i, state.job("job" + i).orElseThrow().id());
    }
    assertEquals(Optional.empty(), state.job("job1000"));
  }
}
