package hdw.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.plan.Plan;
import hdw.rules.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What a run may expect of any batch system, of which there is a real one. */
public abstract class BatchSystemPromises {
  @TempDir(cleanup = CleanupMode.NEVER)
  protected Path folder;

  /** As workflows name it. */
  private final String executor;

  protected final String runToken = UUID.randomUUID().toString().replace("-", "").substring(16);
  protected final List<Happening> news = new ArrayList<>();
  protected Path run;
  protected Batch batch;
  protected NodeSettings settings;
  protected BatchSystem pool;

  protected BatchSystemPromises(String executor) {
    this.executor = executor;
  }

  /** The batch system, for the driver of a run. */
  protected abstract BatchSystem open(Path run, String token, Program program) throws IOException;

  /** Takes a job out of the queue as a person does. */
  protected abstract void cancel(String id) throws Exception;

  @AfterEach
  void leave_nothing_in_the_queue() throws Exception {
    if (pool != null) {
      pool.removeAll("the test is over");
      pool.close();
    }
    Engine.await(this::isRemoved, "the end of what is written into " + folder);
  }

  /** A batch system may still write down that jobs are gone. */
  private boolean isRemoved() {
    try {
      Trees.remove(folder);
      return true;
    } catch (IOException written) {
      return false;
    }
  }

  /** A task {@code t}, with a job for each of {@code inputs}. */
  protected final void prepare(int inputs, String properties) throws Exception {
    for (int i = 1; i <= inputs; i++) {
      Files.writeString(folder.resolve("in" + i + ".txt"), "x\n");
    }
    String text =
        """
        workflow w
        sample A { files = glob("in*.txt") }
        defaults { executor = EXECUTOR  memory = 100 MB }
        task t for each sample {
          split  = 1 file
          output = "out/{{chunk}}"
        PROPERTIES
        }
        """;
    Plan plan =
        Plans.of(folder, text.replace("EXECUTOR", executor).replace("PROPERTIES", properties));
    run = Plans.write(Rendering.of(plan), folder);
    batch = Batches.of(plan).get(0);
    settings = NodeSettings.of(plan, batch);
    pool = another();
  }

  /** Another one who drives the run. */
  protected final BatchSystem another() throws IOException {
    return open(run, runToken, new ChildProcess());
  }

  protected final String submit(int number) throws Exception {
    return pool.submit(
        new Submission(run, "test", runToken + "." + number, folder, batch, settings));
  }

  protected final AttemptKey key(int number, Batch.Item item) {
    return AttemptKey.of(
        runToken + "." + number, JobLog.of(item.node(), item.job().job()), item.attempt());
  }

  protected final List<AttemptKey> keys(int number) {
    return batch.items().stream().map(each -> key(number, each)).toList();
  }

  protected final void await(Predicate<Happening> what, int times, String words) throws Exception {
    Engine.await(
        () -> {
          news.addAll(pool.news());
          return news.stream().filter(what).map(Happening::key).distinct().count() >= times;
        },
        words);
  }

  protected final void awaitEnds(int times) throws Exception {
    await(each -> each instanceof Happening.Ended, times, times + " ends");
  }

  protected final Happening.Ended end() {
    return news.stream()
        .filter(each -> each instanceof Happening.Ended)
        .map(Happening.Ended.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /** How many of each kind there are. */
  protected static Map<String, Long> kinds(List<Happening> happenings) {
    return happenings.stream()
        .collect(
            Collectors.groupingBy(each -> each.getClass().getSimpleName(), Collectors.counting()));
  }

  protected final String id() throws IOException {
    Happening.Queued queued =
        assertInstanceOf(
            Happening.Queued.class,
            news.stream().filter(each -> each instanceof Happening.Queued).findFirst().get());
    return queued.id();
  }

  @Test
  void it_is_told_from_the_queue_to_the_exit_code() throws Exception {
    prepare(2, "run = \"sleep 2; [ {{input}} = in1.txt ] && echo > {{output}} || exit 7\"");
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
  void a_job_that_a_person_removes_has_ended_so() throws Exception {
    prepare(1, "run = \"sleep 300\"");
    submit(1);
    await(each -> each instanceof Happening.Began, 1, "a start");
    cancel(id());
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
    BatchSystem other = open(run, "f" + runToken.substring(1, 9), new ChildProcess());
    assertEquals(Set.of(), other.present());
    assertEquals(0, other.removeAll("the run is cancelled"));
    assertEquals(1, pool.present().size());
  }

  @Test
  void what_was_never_submitted_has_vanished() throws Exception {
    prepare(1, "run = \"true\"");
    assertEquals(List.of(new Happening.Vanished(keys(1).get(0))), pool.whereabouts(keys(1)));
  }

  @Test
  void a_reader_that_starts_late_is_told_everything() throws Exception {
    prepare(2, "run = \"echo > {{output}}\"");
    submit(1);
    awaitEnds(2);
    try (BatchSystem late = another()) {
      List<Happening> whereabouts = late.whereabouts(keys(1));
      assertEquals(Map.of("Ended", 2L), kinds(whereabouts));
      assertEquals(kinds(news).get("Ended"), kinds(late.news()).get("Ended"));
    }
  }
}
