package hdw.executor.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.AttemptKey;
import hdw.executor.BatchSystem;
import hdw.executor.BatchSystemPromises;
import hdw.executor.ChildProcess;
import hdw.executor.Engine;
import hdw.executor.Happening;
import hdw.executor.JobMarks;
import hdw.executor.Program;
import hdw.executor.RefusedException;
import hdw.rules.Verdict;
import hdw.units.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A run in the hands of a real Slurm. */
@Tag("engine")
final class SlurmClusterEngineTest extends BatchSystemPromises {
  private static final int MANY = 200;

  SlurmClusterEngineTest() {
    super("slurm");
  }

  @Override
  protected BatchSystem open(Path folderOfRun, String token, Program program) throws IOException {
    return new Cluster(folderOfRun, token, program, Map.of());
  }

  @Override
  protected void cancel(String id) throws Exception {
    Engine.run(run, "scancel", id);
  }

  /** Real programs whose answers some are kept from, as if Slurm had forgotten. */
  private static Program without(String... programs) {
    return (at, command, longest) -> {
      Program.Answer answer = new ChildProcess().run(at, command, longest);
      return List.of(programs).stream().anyMatch(command::contains)
          ? new Program.Answer(answer.exit(), "", answer.err())
          : answer;
    };
  }

  private void assertSameEnds(BatchSystem late) throws Exception {
    Engine.await(
        () -> kinds(late.whereabouts(keys(1))).equals(Map.of("Ended", (long) keys(1).size())),
        "all ends");
    for (Happening each : late.whereabouts(keys(1))) {
      Happening.Ended seen =
          news.stream()
              .filter(one -> one instanceof Happening.Ended && one.key().equals(each.key()))
              .map(Happening.Ended.class::cast)
              .findFirst()
              .get();
      Happening.Ended found = assertInstanceOf(Happening.Ended.class, each);
      assertEquals(seen.ending().exit(), found.ending().exit());
      assertEquals(seen.ending().verdict(), found.ending().verdict());
    }
  }

  @Test
  void what_slurmctld_has_forgotten_is_known_from_the_jobs_own_marks() throws Exception {
    prepare(
        3,
        "run = \"case {{input}} in in1.txt) exit 0 ;; in2.txt) exit 201 ;; *) kill -TERM $$ ;; esac\"");
    submit(1);
    awaitEnds(3);
    try (BatchSystem late = open(run, runToken, without("squeue", "sacct"))) {
      assertSameEnds(late);
    }
  }

  @Test
  void what_slurmctld_has_forgotten_and_the_job_could_not_note_is_known_from_sacct()
      throws Exception {
    prepare(2, "run = \"[ {{input}} = in1.txt ] && exit 7 || sleep 300\"");
    submit(1);
    awaitEnds(1);
    await(each -> each instanceof Happening.Began, 2, "a second start");
    cancel(idOfTheLast());
    awaitEnds(2);
    for (AttemptKey each : keys(1)) {
      Files.delete(run.resolve(JobMarks.path(each)));
    }
    try (BatchSystem late = open(run, runToken, without("squeue"))) {
      assertSameEnds(late);
    }
  }

  @Test
  void the_most_memory_of_a_job_is_known_unless_files_fill_it() throws Exception {
    prepare(
        2,
        "run = \"if [ {{input}} = in1.txt ]; then head -c 200M /dev/zero | tail -c 200M | wc -c; "
            + "else head -c 100M /dev/zero > large; fi\"\n  memory = 400 MB");
    submit(1);
    awaitEnds(2);
    assertTrue(memory("in1").orElseThrow().mebibytes() >= 200, memory("in1").toString());
    assertTrue(memory("in1").orElseThrow().mebibytes() < 300, memory("in1").toString());
    assertEquals(Optional.empty(), memory("in2"));
    try (BatchSystem late = open(run, runToken, without("squeue", "sacct"))) {
      assertSameEnds(late);
      assertTrue(
          late.whereabouts(keys(1)).stream()
              .map(each -> ((Happening.Ended) each).ending().memoryUsed())
              .anyMatch(memory("in1")::equals));
    }
  }

  private Optional<Memory> memory(String input) {
    return news.stream()
        .filter(each -> each instanceof Happening.Ended && each.key().job().contains(input))
        .map(each -> ((Happening.Ended) each).ending().memoryUsed())
        .findFirst()
        .orElseThrow();
  }

  /** The id of a job that began and has not ended. */
  private String idOfTheLast() {
    Set<AttemptKey> over =
        news.stream()
            .filter(each -> each instanceof Happening.Ended)
            .map(Happening::key)
            .collect(Collectors.toSet());
    return news.stream()
        .filter(each -> each instanceof Happening.Queued && !over.contains(each.key()))
        .map(each -> ((Happening.Queued) each).id())
        .findFirst()
        .get();
  }

  @Test
  void a_waiting_task_that_is_held_waits_for_the_person_who_held_it() throws Exception {
    prepare(2, "run = \"true\"\n  directive slurm = \"--begin=now+1hour\"");
    submit(1);
    await(each -> each instanceof Happening.Queued, 2, "two jobs");
    Engine.run(run, "scontrol", "hold", id());
    await(each -> each instanceof Happening.Held, 1, "a hold");
    assertEquals(1L, kinds(pool.whereabouts(keys(1))).get("Held"));
    Engine.run(run, "scontrol", "release", id());
    await(each -> each instanceof Happening.Requeued, 1, "a release");
    assertEquals(Map.of("Queued", 2L), kinds(pool.whereabouts(keys(1))));
  }

  @Test
  void what_is_cancelled_as_it_waits_has_been_removed_though_it_leaves_no_trace() throws Exception {
    prepare(3, "run = \"true\"\n  directive slurm = \"--begin=now+1hour\"");
    submit(1);
    await(each -> each instanceof Happening.Queued, 3, "three jobs");
    cancel(id());
    awaitEnds(1);
    assertEquals(Verdict.REMOVED, end().ending().verdict());
    assertEquals(2, pool.present().size());
  }

  @Test
  void of_a_large_array_some_are_taken_out_and_the_rest_stays() throws Exception {
    prepare(MANY, "run = \"sleep 300\"\n  directive slurm = \"--begin=now+1hour\"");
    submit(1);
    assertEquals(Map.of("Queued", (long) MANY), kinds(pool.whereabouts(keys(1))));
    pool.remove(keys(1).subList(3, MANY - 7), "not these");
    Engine.await(() -> pool.present().size() == 10, "ten jobs");
    await(each -> each instanceof Happening.Ended, MANY - 10, "the end of the others");
    assertTrue(end().ending().said().startsWith("not these"), end().ending().said());
    assertEquals(10, pool.removeAll("the run is cancelled"));
    Engine.await(() -> pool.present().isEmpty(), "an empty queue");
  }

  @Test
  void a_submission_that_is_refused_says_so_in_Slurms_words() throws Exception {
    prepare(1, "run = \"true\"\n  directive slurm = \"--licenses=none_such:1\"");
    String said = assertThrows(RefusedException.class, () -> submit(1)).getMessage();
    assertTrue(said.contains("Invalid license specification"), said);
  }

  @Test
  void why_a_job_waits_is_told() throws Exception {
    prepare(1, "run = \"true\"\n  directive slurm = \"--begin=now+1hour\"");
    submit(1);
    await(each -> each instanceof Happening.Queued, 1, "a job");
    Engine.await(() -> !why().isBlank() && !why().equals("None"), "a reason");
    assertTrue(why().contains("BeginTime"), why());
  }

  private String why() throws IOException {
    return pool.whyWaiting(keys(1).get(0)).orElse("");
  }

  @Test
  void a_dependency_that_can_never_be_satisfied_is_no_failure_of_the_job() throws Exception {
    String failed =
        Engine.run(Path.of("."), "sbatch", "--parsable", "-o", "/dev/null", "--wrap", "exit 3")
            .strip();
    prepare(1, "run = \"true\"");
    Path script = run.resolve("jobs/t.sbatch");
    String lines =
        "\n#SBATCH --dependency=afterok:" + failed + "\n#SBATCH --kill-on-invalid-dep=yes\n";
    Files.writeString(script, Files.readString(script).replaceFirst("\n", lines));
    submit(1);
    await(each -> each instanceof Happening.Vanished, 1, "an attempt that never ran");
    assertFalse(kinds(news).containsKey("Ended"));
  }
}
