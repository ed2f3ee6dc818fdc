package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.json.JsonReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of the workers of Dask before anything runs. */
final class WorkersPlanTest {
  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void write() throws IOException {
    session = new Session(folder);
    session.file(
        "w.hdw",
        """
        workflow w
        task skim for each n in range(8) {
          memory = 2 GB
          output = "out/{{n}}"
          run    = "echo {{n}} > {{output}}"
        }
        """);
  }

  private ExitCode hdw(String command, String... options) {
    var words = new java.util.ArrayList<>(java.util.List.of(command, "@w.hdw"));
    words.addAll(java.util.List.of(options));
    return session.hdw(words.toArray(String[]::new));
  }

  private void site(String cluster) throws IOException {
    session.file(
        "w.hdw",
        session.read("w.hdw")
            + "site here { executor = dask  queue long { time = 7 h }  cluster { "
            + cluster
            + " } }\n");
  }

  @Test
  void the_plan_says_what_a_worker_asks_the_batch_system_for() throws IOException {
    site("executor = slurm  cpus = 4  max_workers = 50");
    assertEquals(ExitCode.DONE, hdw("plan"), session.err());
    assertTrue(
        session
            .out()
            .contains(
                "dask: up to 50 workers as jobs of Slurm, queue long, 7 h: each 4 cores and 8 GB"
                    + " for jobs, asks for 8448 MB\n"),
        session.out());
  }

  @Test
  void machines_are_told_of_the_workers_as_well() throws IOException {
    site("executor = slurm  cpus = 4  min_workers = 2  max_workers = 50");
    assertEquals(ExitCode.DONE, hdw("plan", "--json"), session.err());
    Map<String, Object> workers =
        JsonReader.inner(JsonReader.object(session.out()), "workers").orElseThrow();
    assertEquals("slurm", workers.get("executor"));
    assertEquals("long", workers.get("queue"));
    assertEquals(
        List.of(2L, 50L, 4L, 8192L, 25_200L),
        Stream.of("min_workers", "max_workers", "cpus", "memory_mib", "lifetime_s")
            .map(each -> JsonReader.number(workers, each, -1))
            .toList());
    assertEquals(ExitCode.DONE, hdw("plan", "--json", "--executor", "local"), session.err());
    assertFalse(session.out().contains("workers"), session.out());
  }

  @Test
  void the_names_of_higgsdna_choose_what_runs_the_workers() throws IOException {
    assertEquals(ExitCode.DONE, hdw("plan", "--executor", "dask/lxplus"), session.err());
    assertTrue(
        session.out().contains("up to 250 workers as jobs of HTCondor, queue workday, 8 h"),
        session.out());
    assertEquals(ExitCode.DONE, hdw("plan", "--executor", "dask/lxplus", "--queue", "tomorrow"));
    assertTrue(session.out().contains("of HTCondor, queue tomorrow, 1 d"), session.out());
    assertEquals(ExitCode.DONE, hdw("plan", "--executor", "dask/condor"), session.err());
    assertTrue(session.out().contains("as jobs of HTCondor: each 1 core and 2 GB"), session.out());
    assertEquals(ExitCode.DONE, hdw("plan", "--executor", "dask/slurm"), session.err());
    assertTrue(session.out().contains("as jobs of Slurm: each"), session.out());
    assertEquals(ExitCode.DONE, hdw("plan", "--executor", "dask/local"), session.err());
    assertTrue(session.out().contains("dask: 1 worker on this machine, "), session.out());
  }

  @Test
  void queues_of_a_site_that_is_not_the_workers_own_are_told() throws IOException {
    session.file(
        "w.hdw",
        session.read("w.hdw") + "site casa { executor = slurm  queue standard { time = 1 d } }\n");
    assertEquals(ExitCode.DONE, hdw("plan", "--executor", "dask/lxplus"), session.err());
    assertTrue(session.err().contains("warning[HDW0316]: the queues are those of site `casa`"));
    assertEquals(ExitCode.DONE, hdw("plan", "--executor", "htcondor"), session.err());
    assertTrue(session.err().contains("HTCondor is asked for them"), session.err());
    assertEquals(
        ExitCode.DONE, hdw("plan", "--executor", "dask/lxplus", "--site", "lxplus"), session.err());
    assertFalse(session.err().contains("HDW0316"), session.err());
    assertEquals(ExitCode.DONE, hdw("plan", "--executor", "dask/slurm"), session.err());
    assertFalse(session.err().contains("HDW0316"), session.err());
  }

  @Test
  void the_command_line_beats_the_cluster_of_the_site() throws IOException {
    site("executor = htcondor  queue = long  cpus = 1");
    assertEquals(ExitCode.DONE, hdw("plan", "--executor", "dask/local"), session.err());
    assertTrue(session.out().contains(" on this machine, 1 core and"), session.out());
  }

  @Test
  void a_dry_run_says_it_and_starts_nothing() throws IOException {
    assertEquals(
        ExitCode.DONE, hdw("run", "-n", "--executor", "dask/local", "-j", "3"), session.err());
    assertTrue(session.out().contains("dask: 1 worker on this machine, 3 cores"), session.out());
    assertTrue(session.out().contains("nothing was submitted"), session.out());
    assertFalse(session.exists("out"));
  }

  @Test
  void check_says_what_memory_would_use_all_cores() throws IOException {
    site("executor = htcondor  cpus = 4  memory = 4 GB");
    assertEquals(ExitCode.DONE, hdw("check"), session.err());
    assertTrue(session.err().contains("note[HDW0563]"), session.err());
    assertTrue(
        session.err().contains("a worker of 4 cores and 4 GB runs 2 jobs of 2 GB at a time"),
        session.err());
    assertTrue(session.err().contains("`memory = 8 GB` lets them use all 4 cores"), session.err());
  }

  @Test
  void check_refuses_workers_that_outlive_their_queue() throws IOException {
    site("executor = htcondor  queue = long  lifetime = 8 h");
    assertEquals(ExitCode.WORKFLOW_ERRORS, hdw("check"));
    assertTrue(session.err().contains("error[HDW0301]"), session.err());
  }

  @Test
  void doctor_tells_of_a_python_with_or_without_distributed() {
    assertEquals(ExitCode.DONE, session.hdw("doctor"), session.err());
    assertTrue(
        session
            .out()
            .lines()
            .anyMatch(each -> each.matches("Dask +(distributed \\d|not here: no ).*")),
        session.out());
  }
}
