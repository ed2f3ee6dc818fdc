package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Engine;
import hdw.run.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs below {@code /eos}, whose jobs go through the spool of a real HTCondor. */
@Tag("engine")
final class EosEngineTest {
  private EosFolder eos;
  private Path folder;
  private Session session;
  private Process driver;

  @BeforeEach
  void make_a_folder() throws Exception {
    eos = EosFolder.make();
    folder = eos.path();
    session = new Session(folder);
  }

  @AfterEach
  void leave_nothing() throws Exception {
    if (driver != null) {
      driver.destroyForcibly().waitFor();
    }
    if (eos != null) {
      Engine.run(folder, "condor_q", "-constraint", ofFolder(), "-af", "ClusterId")
          .lines()
          .distinct()
          .forEach(this::remove);
      Engine.await(() -> inQueue().isEmpty(), "an empty queue");
      eos.close();
    }
  }

  private void remove(String cluster) {
    try {
      Engine.run(folder, "condor_rm", cluster);
    } catch (Exception broken) {
      throw new AssertionError(broken);
    }
  }

  private String ofFolder() {
    return "substr(SUBMIT_Iwd ?: Iwd, 0, " + folder.toString().length() + ") == \"" + folder + "\"";
  }

  private List<String> inQueue() {
    try {
      return Engine.run(folder, "condor_q", "-constraint", ofFolder(), "-af", "HdwJob")
          .lines()
          .toList();
    } catch (Exception broken) {
      throw new AssertionError(broken);
    }
  }

  private void workflow(int files, String tasks) throws IOException {
    for (int i = 1; i <= files; i++) {
      session.file("in/" + i + ".txt", i + "\n");
    }
    session.file(
        "w.hdw",
        """
        workflow w
        sample A { files = glob("in/*.txt") }
        defaults { executor = htcondor  memory = 100 MB }
        """
            + tasks);
  }

  private void start() throws IOException {
    driver = new Program(folder).start("run", "w.hdw");
  }

  private int end() throws Exception {
    assertTrue(driver.waitFor(5, TimeUnit.MINUTES), () -> "it does not end: " + said());
    return driver.exitValue();
  }

  private String said() {
    try {
      return new Program(folder).said();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private RunFolder run() throws IOException {
    return new RunFolder(folder.resolve(".hdw/latest").toRealPath());
  }

  /** What all attempts printed whose logs came back. */
  private Set<String> logs(String ending) throws IOException {
    try (Stream<Path> all = Files.walk(run().path().resolve("logs"))) {
      Set<String> texts = new TreeSet<>();
      for (Path each : all.filter(one -> one.toString().endsWith(ending)).toList()) {
        texts.add(Files.readString(each).strip());
      }
      return texts;
    }
  }

  @Test
  void many_jobs_go_in_waves_and_their_logs_come_back_and_the_queue_is_empty() throws Exception {
    workflow(
        230,
        """
        task copy for each sample {
          split  = 1 file
          output = "out/{{chunk}}"
          run    = "cat {{input}} > {{output}}; echo said $HDW_JOB; echo 'events 2' > $HDW_METRICS"
        }
        """);
    start();
    assertEquals(0, end(), said());
    String said = said();
    assertTrue(
        said.contains("jobs go to HTCondor with -spool, 100 at a time and at most 500"), said);
    assertEquals(2, said.split("100 jobs in the queue", -1).length - 1, said);
    assertTrue(said.contains("30 jobs in the queue"), said);
    assertEquals("230 jobs, 230 done", Counts.of(session).node("copy/A"));
    try (Stream<Path> out = Files.list(folder.resolve("out"))) {
      assertEquals(230, out.count());
    }
    assertEquals(
        230, logs(".out").stream().filter(each -> each.startsWith("said copy/A/")).count());
    assertEquals(Set.of("events 2"), logs(".metrics"));
    assertFalse(Files.exists(run().path().resolve("condor.log")));
    Engine.await(() -> inQueue().isEmpty(), "an empty queue");
  }

  @Test
  void what_fails_is_tried_again_with_a_log_of_its_own() throws Exception {
    workflow(
        2,
        """
        task t for each sample {
          split  = 1 file
          output = "out/{{chunk}}"
          run    = \"""
            echo "attempt $HDW_ATTEMPT"; echo "of {{chunk}}" >&2
            [ $HDW_ATTEMPT = 2 ] || exit 9
            cat {{input}} > {{output}}
          \"""
        }
        task big {
          output = "big"
          run    = "sleep 3; [ $HDW_ATTEMPT = 2 ] || head -c 900M /dev/zero | tail | wc -c; echo > {{output}}"
        }
        rule again on failure { when reason == command_failed then retry }
        rule grow on failure { when reason == out_of_memory then memory = memory * 2, retry }
        """);
    start();
    assertEquals(0, end(), said());
    assertEquals(Set.of("attempt 1"), texts(".1.out", "t"));
    assertEquals(Set.of("attempt 2"), texts(".2.out", "t"));
    assertEquals(2, texts(".1.err", "t").size());
    assertTrue(said().contains("tried again with memory = 200 MB (rule grow)"), said());
    assertTrue(said().contains("out_of_memory: "), said());
    Engine.await(() -> inQueue().isEmpty(), "an empty queue");
  }

  private Set<String> texts(String ending, String task) throws IOException {
    try (Stream<Path> all = Files.walk(run().path().resolve("logs/" + task))) {
      return all.filter(each -> each.toString().endsWith(ending))
          .map(each -> read(each).strip())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Test
  void a_run_whose_driver_was_killed_goes_on_and_no_job_runs_twice() throws Exception {
    workflow(
        12,
        """
        task nap for each sample {
          split  = 1 file
          output = "out/{{chunk}}"
          run    = "echo $HDW_JOB | tee -a begun; sleep 4; cat {{input}} > {{output}}"
        }
        """);
    start();
    Engine.await(() -> Files.exists(folder.resolve("begun")), "a job that began");
    driver.destroyForcibly().waitFor();
    start();
    assertEquals(0, end(), said());
    List<String> begun = session.read("begun").lines().toList();
    assertEquals(12, begun.size(), begun.toString());
    assertEquals(new TreeSet<>(begun), logs(".out"));
    Engine.await(() -> inQueue().isEmpty(), "an empty queue");
  }

  @Test
  void what_was_cancelled_leaves_the_queue() throws Exception {
    workflow(
        3,
        "task nap for each sample { split = 1 file output = \"{{chunk}}\" run = \"sleep 300\" }");
    start();
    Engine.await(() -> said().contains("3 jobs in the queue"), "a submission");
    assertEquals(
        0, new Program(folder).exit(new Program(folder).startInto("more", List.of(), "cancel")));
    Engine.await(() -> inQueue().isEmpty(), "an empty queue");
  }

  @Test
  void no_more_are_in_the_queue_than_the_site_wants_and_no_more_of_a_task_than_it_says()
      throws Exception {
    workflow(
        6,
        """
        site s { executor = htcondor  max_submit = 4 }
        task few for each sample {
          split  = 1 file
          max_running = 1
          output = "few/{{chunk}}"
          run    = "mkdir lock && cat {{input}} > {{output}} && rmdir lock"
        }
        task many for each sample {
          split  = 1 file
          output = "many/{{chunk}}"
          run    = "cat {{input}} > {{output}}"
        }
        """);
    start();
    assertEquals(0, end(), said());
    String said = said();
    assertTrue(said.contains("with -spool, 4 at a time and at most 4 in the queue"), said);
    List<String> submitted =
        said.lines().filter(each -> each.contains(" in the queue of ")).toList();
    assertEquals(6, submitted.stream().filter(each -> each.contains("few")).count(), said);
    assertTrue(submitted.stream().anyMatch(each -> each.contains(": 3 jobs")), said);
    assertFalse(submitted.stream().anyMatch(each -> each.matches(".*: [5-9] jobs.*")), said);
  }
}
