package hdw.executor.htcondor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.AttemptKey;
import hdw.executor.BatchSystem;
import hdw.executor.BatchSystemPromises;
import hdw.executor.ChildProcess;
import hdw.executor.Engine;
import hdw.executor.Happening;
import hdw.executor.Program;
import hdw.executor.RefusedException;
import hdw.executor.Submission;
import hdw.rules.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A run in the hands of a real HTCondor. */
@Tag("engine")
final class PoolEngineTest extends BatchSystemPromises {
  private static final int MANY = 1200;

  PoolEngineTest() {
    super("htcondor");
  }

  @Override
  protected BatchSystem open(Path folderOfRun, String token, Program program) {
    return new Pool(folderOfRun, token, program, ZoneId.systemDefault());
  }

  @Override
  protected void cancel(String id) throws Exception {
    Engine.run(run, "condor_rm", id);
  }

  @Test
  void a_job_held_for_its_memory_has_ended_and_lingers_until_it_is_removed() throws Exception {
    // the slot of a job before it may be larger, and what eats at once faster than its limit
    prepare(
        1,
        """
        directive htcondor = \"""
          requirements = TARGET.PartitionableSlot =?= true || TARGET.Memory < 2 * RequestMemory
        \"""
        run = "sleep 2; head -c 900M /dev/zero | tail | wc -c > {{output}}"
        """);
    submit(1);
    awaitEnds(1);
    assertEquals(Verdict.OUT_OF_MEMORY, end().ending().verdict());
    assertTrue(end().lingers());
    assertEquals(Set.copyOf(keys(1)), pool.present());
    assertEquals(List.of(end()), pool.whereabouts(keys(1)));
    pool.remove(keys(1), "its end is written down");
    Engine.await(() -> pool.present().isEmpty(), "an empty queue");
    pool.remove(keys(1), "and once more");
  }

  @Test
  void a_job_that_a_person_holds_waits_for_that_person() throws Exception {
    prepare(1, "run = \"sleep 300\"");
    submit(1);
    await(each -> each instanceof Happening.Began, 1, "a start");
    assertInstanceOf(Happening.Began.class, pool.whereabouts(keys(1)).get(0));
    Engine.run(run, "condor_hold", "-reason", "let me look", id());
    await(each -> each instanceof Happening.Held, 1, "a hold");
    var held = assertInstanceOf(Happening.Held.class, pool.whereabouts(keys(1)).get(0));
    assertTrue(held.because().startsWith("let me look"), held.because());
  }

  @Test
  void without_its_log_a_run_is_found_again_in_the_history() throws Exception {
    prepare(2, "run = \"[ {{input}} = in1.txt ] && echo > {{output}} || kill -TERM $$\"");
    submit(1);
    awaitEnds(2);
    Files.delete(run.resolve(SubmitDescription.EVENT_LOG));
    try (BatchSystem late = another()) {
      Engine.await(() -> kindsOf(late).equals(Map.of("Ended", 2L)), "the history");
      for (Happening each : late.whereabouts(keys(1))) {
        Happening.Ended logged =
            news.stream()
                .filter(one -> one instanceof Happening.Ended && one.key().equals(each.key()))
                .map(Happening.Ended.class::cast)
                .findFirst()
                .get();
        Happening.Ended found = assertInstanceOf(Happening.Ended.class, each);
        assertEquals(logged.ending().exit(), found.ending().exit());
        assertEquals(logged.ending().verdict(), found.ending().verdict());
      }
    }
  }

  private Map<String, Long> kindsOf(BatchSystem late) throws IOException {
    return kinds(late.whereabouts(keys(1)));
  }

  @Test
  void of_a_large_batch_all_are_queued_before_they_are_made() throws Exception {
    prepare(MANY, "run = \"sleep 300\"");
    submit(1);
    assertEquals(Map.of("Queued", (long) MANY), queuedOrBegun());
    assertEquals(Set.copyOf(keys(1)), pool.present());
    String why = pool.whyWaiting(keys(1).get(MANY - 1)).orElseThrow();
    assertTrue(why.startsWith("HTCondor has made 10"), why);
    AttemptKey last = keys(1).get(MANY - 1);
    pool.remove(List.of(last), "not this one");
    pool.remove(keys(1).subList(0, MANY - 100), "nor these");
    await(each -> each instanceof Happening.Ended && each.key().equals(last), 1, "the last one");
    Engine.await(() -> present().equals(Set.copyOf(keys(1).subList(MANY - 100, MANY - 1))), "99");
    assertEquals(99, pool.removeAll("the run is cancelled"));
    Engine.await(() -> pool.present().isEmpty(), "an empty queue");
  }

  private Set<AttemptKey> present() throws IOException {
    pool.news();
    return pool.present();
  }

  private Map<String, Long> queuedOrBegun() throws IOException {
    return pool.whereabouts(keys(1)).stream()
        .collect(
            Collectors.groupingBy(
                each ->
                    each instanceof Happening.Began ? "Queued" : each.getClass().getSimpleName(),
                Collectors.counting()));
  }

  @Test
  void a_large_batch_that_was_removed_halfway_makes_no_more() throws Exception {
    prepare(MANY, "run = \"sleep 300\"");
    submit(1);
    pool.remove(keys(1), "all of it");
    Engine.await(() -> pool.present().isEmpty(), "an empty queue");
    // those that were never made as well: a person who removes a cluster means all of it
    Engine.await(() -> areEnded(pool, keys(1)), "the end of all");
  }

  private static boolean areEnded(BatchSystem pool, List<AttemptKey> keys) throws IOException {
    return pool.whereabouts(keys).stream().allMatch(Happening.Ended.class::isInstance);
  }

  @Test
  void a_submission_that_is_refused_says_so_in_HTCondors_words() throws Exception {
    prepare(1, "run = \"true\"");
    Files.delete(run.resolve("input/t.items"));
    RefusedException refused = assertThrows(RefusedException.class, () -> submit(1));
    assertTrue(refused.getMessage().contains("No such file or directory"), refused.getMessage());
    Files.createFile(run.resolve("input/t.items"));
    refused = assertThrows(RefusedException.class, () -> submit(1));
    assertTrue(refused.getMessage().startsWith("condor_submit queued nothing"));
  }

  @Test
  void a_warning_about_the_description_is_kept() throws Exception {
    prepare(1, "directive htcondor = \"no_such_thing = 1\"\n  run = \"true\"");
    submit(1);
    assertEquals(1, pool.warnings().size());
    assertTrue(
        pool.warnings().get(0).contains("no_such_thing = 1' was unused by condor_submit"),
        pool.warnings().toString());
  }

  @Test
  void why_a_job_waits_is_told_in_few_lines() throws Exception {
    prepare(1, "memory = 900 GB\n  run = \"true\"");
    submit(1);
    await(each -> each instanceof Happening.Queued, 1, "a job");
    String why = pool.whyWaiting(keys(1).get(0)).orElseThrow();
    assertTrue(why.lines().count() <= 15, why);
    assertTrue(why.contains("TARGET.Memory >= RequestMemory"), why);
  }

  @Test
  void a_schedd_that_does_not_answer_is_told_from_one_without_jobs() throws Exception {
    prepare(1, "run = \"true\"");
    Program deaf =
        (at, command, longest) -> {
          var words = new ArrayList<>(List.of("env", "_CONDOR_SCHEDD_HOST=127.0.0.1:1"));
          words.addAll(command);
          return new ChildProcess().run(at, words, longest);
        };
    try (Pool lost = new Pool(run, runToken, deaf, ZoneId.systemDefault())) {
      Submission submission = new Submission(run, "test", runToken + ".1", folder, batch, settings);
      for (Executable each :
          List.<Executable>of(
              () -> lost.submit(submission),
              lost::present,
              () -> lost.whereabouts(keys(1)),
              () -> lost.remove(keys(1), "no more"),
              () -> lost.removeAll("no more"))) {
        String said = assertThrows(IOException.class, each).getMessage();
        assertTrue(said.startsWith("HTCondor's schedd does not answer: "), said);
      }
    }
  }
}
