package hdw.executor.htcondor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.AttemptKey;
import hdw.executor.Batch;
import hdw.executor.Batches;
import hdw.executor.ChildProcess;
import hdw.executor.Engine;
import hdw.executor.Happening;
import hdw.executor.JobLog;
import hdw.executor.Plans;
import hdw.executor.Program;
import hdw.executor.RefusedException;
import hdw.executor.Rendering;
import hdw.executor.Submission;
import hdw.plan.Plan;
import hdw.rules.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** A run in the hands of a real HTCondor. */
@Tag("engine")
final class PoolEngineTest {
  private static final int MANY = 1200;

  @TempDir Path folder;

  private final String runToken = UUID.randomUUID().toString().replace("-", "").substring(16);
  private final List<Happening> news = new ArrayList<>();
  private Path run;
  private Batch batch;
  private Pool pool;

  @AfterEach
  void leave_nothing_in_the_queue() throws IOException {
    if (pool != null) {
      pool.removeAll("the test is over");
      pool.close();
    }
  }

  /** A task {@code t}, with a job for each of {@code inputs}. */
  private void prepare(int inputs, String properties) throws IOException {
    for (int i = 1; i <= inputs; i++) {
      Files.writeString(folder.resolve("in" + i + ".txt"), "x\n");
    }
    String text =
        """
        workflow w
        sample A { files = glob("in*.txt") }
        defaults { executor = htcondor  memory = 100 MB }
        task t for each sample {
          split  = 1 file
          output = "out/{{chunk}}"
        PROPERTIES
        }
        """;
    Plan plan = Plans.of(folder, text.replace("PROPERTIES", properties));
    run = Plans.write(Rendering.of(plan), folder);
    batch = Batches.of(plan).get(0);
    pool = another();
  }

  private Pool another() {
    return new Pool(run, runToken, new ChildProcess(), ZoneId.systemDefault());
  }

  private String submit(int number) throws Exception {
    return pool.submit(
        new Submission(run, "test", runToken + "." + number, folder, batch, Optional.empty()));
  }

  private AttemptKey key(int number, Batch.Item item) {
    return AttemptKey.of(
        runToken + "." + number, JobLog.of(item.node(), item.job().job()), item.attempt());
  }

  private List<AttemptKey> keys(int number) {
    return batch.items().stream().map(each -> key(number, each)).toList();
  }

  private void await(Predicate<Happening> what, int times, String words) throws Exception {
    Engine.await(
        () -> {
          news.addAll(pool.news());
          return news.stream().filter(what).map(Happening::key).distinct().count() >= times;
        },
        words);
  }

  private void awaitEnds(int times) throws Exception {
    await(each -> each instanceof Happening.Ended, times, times + " ends");
  }

  private Happening.Ended end() {
    return news.stream()
        .filter(each -> each instanceof Happening.Ended)
        .map(Happening.Ended.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /** How many of each kind there are. */
  private static Map<String, Long> kinds(List<Happening> happenings) {
    return happenings.stream()
        .collect(
            Collectors.groupingBy(each -> each.getClass().getSimpleName(), Collectors.counting()));
  }

  private String id() throws IOException {
    Happening.Queued queued =
        assertInstanceOf(
            Happening.Queued.class,
            news.stream().filter(each -> each instanceof Happening.Queued).findFirst().get());
    return queued.id();
  }

  @Test
  void it_is_told_from_the_queue_to_the_exit_code() throws Exception {
    prepare(2, "run = \"[ {{input}} = in1.txt ] && echo > {{output}} || exit 7\"");
    assertTrue(submit(1).matches("\\d+"));
    awaitEnds(2);
    assertEquals(Map.of("Queued", 2L, "Began", 2L, "Ended", 2L), kinds(news));
    var exits = new TreeSet<Integer>();
    for (Happening each : news) {
      if (each instanceof Happening.Ended ended) {
        exits.add(ended.ending().exit().getAsInt());
        assertEquals(Verdict.ENDED, ended.ending().verdict());
      }
    }
    assertEquals(Set.of(0, 7), exits);
    assertEquals(Set.of(), pool.present());
    assertEquals(List.of(), pool.warnings());
    assertEquals(List.of(), pool.news());
  }

  @Test
  void a_signal_is_an_exit_code_as_bash_has_it() throws Exception {
    prepare(1, "run = \"kill -SEGV $$\"");
    submit(1);
    awaitEnds(1);
    assertEquals(139, end().ending().exit().getAsInt());
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
  void a_job_that_a_person_removes_has_ended_so() throws Exception {
    prepare(1, "run = \"sleep 300\"");
    submit(1);
    await(each -> each instanceof Happening.Began, 1, "a start");
    Engine.run(run, "condor_rm", id());
    awaitEnds(1);
    assertEquals(Verdict.REMOVED, end().ending().verdict());
  }

  @Test
  void removal_says_why_and_meets_only_what_it_is_meant_for() throws Exception {
    prepare(2, "run = \"sleep 300\"");
    submit(1);
    await(each -> each instanceof Happening.Queued, 2, "two jobs");
    pool.remove(List.of(keys(1).get(0), new AttemptKey(runToken + ".9", "t/none", 1)), "not\nnow");
    awaitEnds(1);
    assertEquals(keys(1).get(0), end().key());
    assertTrue(end().ending().said().startsWith("not now"), end().ending().said());
    assertEquals(Set.of(keys(1).get(1)), pool.present());
    assertEquals(1, pool.removeAll("the run is cancelled"));
    awaitEnds(2);
    assertEquals(0, pool.removeAll("the run is cancelled"));
  }

  @Test
  void another_run_of_the_same_name_is_left_alone() throws Exception {
    prepare(1, "run = \"sleep 300\"");
    submit(1);
    Pool other =
        new Pool(run, "f" + runToken.substring(1, 9), new ChildProcess(), ZoneId.systemDefault());
    assertEquals(Set.of(), other.present());
    assertEquals(0, other.removeAll("the run is cancelled"));
    assertEquals(1, pool.present().size());
  }

  @Test
  void a_reader_that_starts_late_is_told_everything() throws Exception {
    prepare(2, "run = \"echo > {{output}}\"");
    submit(1);
    awaitEnds(2);
    try (Pool late = another()) {
      List<Happening> whereabouts = late.whereabouts(keys(1));
      assertEquals(Map.of("Ended", 2L), kinds(whereabouts));
      assertEquals(news, late.news());
    }
  }

  @Test
  void without_its_log_a_run_is_found_again_in_the_history() throws Exception {
    prepare(2, "run = \"[ {{input}} = in1.txt ] && echo > {{output}} || kill -TERM $$\"");
    submit(1);
    awaitEnds(2);
    Files.delete(run.resolve(SubmitDescription.EVENT_LOG));
    try (Pool late = another()) {
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

  private Map<String, Long> kindsOf(Pool late) throws IOException {
    return kinds(late.whereabouts(keys(1)));
  }

  @Test
  void what_was_never_submitted_has_vanished() throws Exception {
    prepare(1, "run = \"true\"");
    assertEquals(List.of(new Happening.Vanished(keys(1).get(0))), pool.whereabouts(keys(1)));
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

  private static boolean areEnded(Pool pool, List<AttemptKey> keys) throws IOException {
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
      Submission submission =
          new Submission(run, "test", runToken + ".1", folder, batch, Optional.empty());
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
