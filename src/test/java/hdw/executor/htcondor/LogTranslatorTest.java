package hdw.executor.htcondor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.AttemptKey;
import hdw.executor.Ending;
import hdw.executor.Happening;
import hdw.rules.Verdict;
import hdw.units.Memory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LogTranslatorTest {
  private static final AttemptKey KEY = new AttemptKey("r1.1", "t/0", 1);
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final LogTranslator translator = new LogTranslator();

  private static LogEvent event(int number, int second, String... body) {
    return new LogEvent(number, 7, 0, NOON.plusSeconds(second), "Job.", Arrays.asList(body));
  }

  private static LogEvent submitted() {
    return event(0, 0, "    " + KEY.text());
  }

  private List<Happening> say(LogEvent... events) {
    return translator.translate(List.of(events));
  }

  private static Happening.Ended end(String log) throws IOException {
    List<Happening> happened = Logs.happened(log);
    var ends = happened.stream().filter(each -> each instanceof Happening.Ended).toList();
    assertEquals(1, ends.size(), log + ": " + ends);
    return (Happening.Ended) ends.get(0);
  }

  /** A held job whose log ends with {@code verdict}. */
  private static void held(String log, Verdict verdict, String said) throws IOException {
    Happening.Ended end = end(log);
    assertEquals(verdict, end.ending().verdict(), log);
    assertTrue(end.ending().said().startsWith(said), end.ending().said());
    assertEquals(OptionalInt.empty(), end.ending().exit());
    assertTrue(end.lingers(), log);
  }

  private static Optional<Memory> megabytes(int count) {
    return Optional.of(Memory.ofMebibytes(count));
  }

  @Test
  void every_end_of_a_real_log_is_told_once_and_as_what_it_is() throws IOException {
    held("23.9.6/interpreter", Verdict.NOT_STARTED, "Failed to execute '/data/c/badint.sh'");
    held("23.9.6/no_folder", Verdict.NOT_STARTED, "Failed to open ");
    held("23.9.6/no_executable", Verdict.NOT_STARTED, "Failed to execute '/no/such/exe'");
    held("25.14.1/no_executable", Verdict.NOT_STARTED, "Failed to execute '/no/such/exe'");
    held("23.9.6/no_input", Verdict.BAD_INPUT, "Transfer input files failure");
    held("25.14.1/no_input", Verdict.BAD_INPUT, "Transfer input files failure");
    held("23.9.6/no_output", Verdict.MISSING_OUTPUT, "Transfer output files failure");
    held("23.9.6/memory", Verdict.OUT_OF_MEMORY, "Job has gone over cgroup memory limit");
    held("25.14.1/memory", Verdict.OUT_OF_MEMORY, "Job has gone over cgroup memory limit");
    held("23.9.6/machine_memory", Verdict.OUT_OF_MEMORY, "memory usage exceeded");
    held("23.9.6/policy_memory", Verdict.OUT_OF_MEMORY, "hdw: used 320 of 100 MB");
    held("23.9.6/duration", Verdict.OUT_OF_TIME, "The job exceeded allowed job duration");
    held("25.14.1/duration", Verdict.OUT_OF_TIME, "The job exceeded allowed job duration");
    held("25.14.1/execution", Verdict.OUT_OF_TIME, "The job exceeded allowed execute duration");
    held("23.9.6/policy_time", Verdict.OUT_OF_TIME, "hdw: over 8 s");
    held("23.9.6/site_hold", Verdict.REMOVED, "system says no");
  }

  @Test
  void a_removal_by_a_site_is_told_by_its_text() throws IOException {
    for (String log :
        List.of("23.9.6/site_time", "23.9.6/removed_by_job", "25.14.1/removed_by_job")) {
      assertEquals(Verdict.OUT_OF_TIME, end(log).ending().verdict(), log);
      assertFalse(end(log).lingers());
    }
    Ending ending = end("23.9.6/site_time").ending();
    assertEquals("wall time 8 s exceeded allowed max of 6 s", ending.said());
    assertEquals(Duration.ofSeconds(8), ending.ran());
  }

  @Test
  void the_memory_of_a_hold_is_what_its_text_names_else_what_was_measured() throws IOException {
    assertEquals(megabytes(128), end("23.9.6/memory").ending().memoryUsed());
    assertEquals(megabytes(319), end("23.9.6/machine_memory").ending().memoryUsed());
    assertEquals(megabytes(320), end("23.9.6/policy_memory").ending().memoryUsed());
  }

  @Test
  void a_signal_is_an_exit_code_of_128_and_more() throws IOException {
    Ending ending = end("23.9.6/signal").ending();
    assertEquals(OptionalInt.of(139), ending.exit());
    assertEquals(Verdict.ENDED, ending.verdict());
    assertEquals("", ending.said());
    assertEquals(Optional.empty(), ending.memoryUsed());
  }

  @Test
  void a_job_that_HTCondor_tries_again_ends_once() throws IOException {
    for (String version : List.of("23.9.6", "25.14.1")) {
      var first = new AttemptKey("r1.1", "retried/0", 1);
      List<Happening> happened =
          Logs.happened(version + "/retried").stream()
              .filter(each -> each.key().equals(first))
              .toList();
      assertEquals(7, happened.size(), happened.toString());
      assertTrue(((Happening.Queued) happened.get(0)).id().endsWith(".0"));
      for (int start = 0; start < 3; start++) {
        var began = (Happening.Began) happened.get(1 + 2 * start);
        assertEquals(start, began.restarts());
        assertEquals("hdwpool.hdw.local", began.host());
      }
      assertTrue(((Happening.Requeued) happened.get(2)).because().contains("OnExitRemove"));
      assertEquals(OptionalInt.of(3), ((Happening.Ended) happened.get(6)).ending().exit());
    }
  }

  @Test
  void what_a_person_holds_waits_and_a_lost_machine_is_no_end() throws IOException {
    List<Happening> happened = Logs.happened("23.9.6/trouble");
    var held = new AttemptKey("r1.1", "trouble/3", 1);
    assertTrue(happened.contains(new Happening.Held(held, "user said hold (by user hdw)")), "held");
    assertTrue(
        happened.contains(
            new Happening.Requeued(held, "released: via condor_release (by user hdw)")));
    var lost = new AttemptKey("r1.1", "trouble/1", 1);
    assertTrue(
        happened.contains(
            new Happening.Requeued(
                lost,
                "Job not found at execution machine; "
                    + "Can not reconnect to slot1_2@hdwpool.hdw.local, rescheduling job")));
    assertTrue(
        happened.stream()
            .filter(each -> each instanceof Happening.Ended)
            .allMatch(each -> ((Happening.Ended) each).ending().verdict() == Verdict.REMOVED));
  }

  @Test
  void the_notes_of_a_cluster_are_not_those_of_a_job() throws IOException {
    assertEquals(15, Logs.happened("23.9.6/late").size());
    translator.translate(Logs.events(Logs.file("23.9.6/late")));
    assertEquals(Set.of(5), translator.clusters("r1.1"));
    assertEquals(Set.of(), translator.clusters("r1.2"));
  }

  @Test
  void the_name_of_a_batch_may_stand_before_the_notes() {
    assertEquals(
        List.of(new Happening.Queued(KEY, "7.0")),
        say(event(0, 0, "    nightly", "    " + KEY.text())));
  }

  @Test
  void events_of_others_are_passed_over() {
    assertEquals(List.of(), say(event(0, 0, "    DAG Node: A"), event(1, 1), event(5, 2)));
    assertEquals(List.of(), say(event(1, 1), event(12, 2, "\tx", "\tCode 34 Subcode 0")));
  }

  @Test
  void a_held_job_is_known_until_it_is_removed_and_ends_but_once() {
    assertEquals(3, say(submitted(), event(1, 1), held(34)).size());
    assertEquals(Optional.of("7.0"), translator.id(KEY));
    assertEquals(Optional.of(KEY), translator.key(7, 0));
    assertEquals(List.of(), say(event(13, 5), event(1, 6), event(4, 7)));
    assertEquals(List.of(), say(event(9, 9, "\tvia condor_rm (by user hdw)")));
    assertEquals(Optional.empty(), translator.id(KEY));
    assertEquals(Optional.empty(), translator.key(7, 0));
  }

  private static LogEvent held(int code) {
    return event(12, 4, "\tout of memory", "\tCode " + code + " Subcode 0");
  }

  @Test
  void what_is_over_is_forgotten_but_for_its_cluster() {
    say(submitted(), event(1, 1), event(5, 2, "\t(1) Normal termination (return value 0)"));
    assertEquals(Optional.empty(), translator.id(KEY));
    assertEquals(Set.of(7), translator.clusters("r1.1"));
    assertEquals(List.of(), say(event(9, 3, "\tvia condor_rm (by user hdw)")));
  }

  @Test
  void a_log_that_is_read_anew_says_the_same_again() {
    LogEvent[] all = {submitted(), event(1, 1), event(1, 2), held(46)};
    assertEquals(say(all), say(all));
  }

  @Test
  void an_attempt_ran_since_it_last_began_unless_HTCondor_measured_it() {
    say(submitted(), event(1, 10), event(1, 20));
    var ended = (Happening.Ended) say(event(5, 50)).get(0);
    assertEquals(Duration.ofSeconds(30), ended.ending().ran());
    say(submitted(), event(1, 10));
    var measured =
        (Happening.Ended) say(event(5, 50, "\t   TimeExecute (s)      :       39  ")).get(0);
    assertEquals(Duration.ofSeconds(39), measured.ending().ran());
    say(submitted(), event(1, 10), event(4, 15));
    var held = (Happening.Ended) say(event(12, 500, "\tx", "\tCode 6 Subcode 2")).get(0);
    assertEquals(Duration.ofSeconds(5), held.ending().ran());
  }

  @Test
  void the_most_memory_counts_however_it_was_told() {
    say(submitted(), event(1, 1), event(6, 2, "\t900  -  MemoryUsage of job (MB)"));
    var ended = (Happening.Ended) say(event(5, 3, "\t   Memory (MB)  :  242   500   512 ")).get(0);
    assertEquals(megabytes(900), ended.ending().memoryUsed());
    say(submitted(), event(6, 2, "\t100  -  MemoryUsage of job (MB)"));
    var other = (Happening.Ended) say(event(5, 3, "\t   Memory (MB)  :  242   500   512 ")).get(0);
    assertEquals(megabytes(242), other.ending().memoryUsed());
    say(submitted());
    var none = (Happening.Ended) say(event(5, 3, "\t   Memory (MB)  :  500   512 ")).get(0);
    assertEquals(Optional.empty(), none.ending().memoryUsed());
  }

  @Test
  void what_was_removed_before_it_ran_hit_no_limit() {
    say(submitted());
    var waited = (Happening.Ended) say(event(9, 9, "\twall time exceeded")).get(0);
    assertEquals(Verdict.REMOVED, waited.ending().verdict());
    say(submitted(), event(1, 1), event(12, 2, "\tx", "\tCode 1 Subcode 0"));
    var held = (Happening.Ended) say(event(9, 9, "\theld for 24 h, exceeded")).get(0);
    assertEquals(Verdict.REMOVED, held.ending().verdict());
  }

  @Test
  void a_person_who_removes_a_job_may_speak_of_time() {
    say(submitted(), event(1, 1));
    var removed = (Happening.Ended) say(event(9, 9, "\twall time exceeded (by user hdw)")).get(0);
    assertEquals(Verdict.REMOVED, removed.ending().verdict());
  }

  @Test
  void a_machine_without_the_name_of_a_slot_is_known_by_its_address() {
    String alias =
        "Job executing on host: <10.0.0.1:9618?addrs=10.0.0.1-9618&alias=b7.cern.ch&x=1>";
    String plain = "Job executing on host: <10.0.0.1:9618>";
    say(submitted());
    assertEquals("b7.cern.ch", host(alias));
    assertEquals("10.0.0.1", host(plain));
    assertEquals("[::1]", host("Job executing on host: <[::1]:9618>"));
    assertEquals("", host("Job executing"));
  }

  private String host(String headline) {
    var event = new LogEvent(1, 7, 0, NOON, headline, List.of());
    return ((Happening.Began) say(event).get(0)).host();
  }
}
