package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Daemons of a real Slurm that end in the middle of a run. Everybody's jobs suffer from that, so
 * that {@code -Dhdw.slurm.mine=true} has to say that there is nobody else.
 */
@Tag("engine")
@EnabledIfSystemProperty(named = "hdw.slurm.mine", matches = "true")
final class SlurmOutageEngineTest {
  private static final int JOBS = 3;

  private static final String WORKFLOW =
      """
      workflow day
      defaults { executor = slurm  memory = 50 MB }
      task wait for each n in range(3) {
        output = "out/{{n}}.txt"
        run    = \"""
          echo "$HDW_ATTEMPT" >> ran.{{n}}
          echo "$SLURMD_NODENAME" > node.{{n}}
          printf 'begin ' > {{output}}
          while [ ! -e go ]; do sleep 0.2; done
          echo {{n}} >> {{output}}
        \"""
        OPTIONS
      }
      task sum {
        input  = wait
        output = "sum.txt"
        run    = "cat {{inputs}} > {{output}}"
      }
      rule lost on failure { when reason == lost_node then retry after 1 s }
      """;

  @TempDir Path folder;
  private OnQueue pool;
  private Session session;

  /** Of these daemons, the files that hold their process ids; {@code %n} is a node's name. */
  private Path controller;

  private String daemons;
  private List<String> nodes;

  @BeforeEach
  void write() throws Exception {
    String config = Engine.run(folder, "scontrol", "show", "config");
    controller = Path.of(value(config, "SlurmctldPidFile"));
    daemons = value(config, "SlurmdPidFile");
    nodes = Engine.run(folder, "sinfo", "-h", "-N", "-p", "short", "-o", "%N").lines().toList();
    pool = new OnQueue(folder, new SlurmQueue());
    session = new Session(folder);
    workflow("");
  }

  private static String value(String config, String name) {
    return config
        .lines()
        .filter(each -> each.startsWith(name + " "))
        .map(each -> each.replaceFirst(".*= *", "").strip())
        .findFirst()
        .orElseThrow();
  }

  private void workflow(String options) throws IOException {
    session.file("day.hdw", WORKFLOW.replace("OPTIONS", options));
  }

  @AfterEach
  void mend() throws Exception {
    if (!isAlive(pid(controller))) {
      startController();
    }
    for (String each : nodes) {
      startNode(each);
    }
    pool.close();
  }

  /** Nothing where it has ended and taken its file along. */
  private static Optional<String> pid(Path file) throws IOException {
    return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
  }

  private Path daemon(String node) {
    return Path.of(daemons.replace("%n", node));
  }

  /** A process whose parent doesn't ask for it stays as a zombie. */
  private static boolean isAlive(Optional<String> pid) throws IOException {
    Path stat = Path.of("/proc", pid.orElse("none"), "stat");
    return Files.exists(stat) && !Files.readString(stat).contains(") Z ");
  }

  private static void end(String signal, Path file) throws Exception {
    Optional<String> pid = pid(file);
    Program.signal(signal, Long.parseLong(pid.orElseThrow()));
    Engine.await(() -> !isAlive(pid), "the end of " + file);
  }

  private void startController() throws Exception {
    Engine.run(folder, "slurmctld");
    Engine.await(() -> isAnswering(), "slurmctld");
  }

  private boolean isAnswering() throws Exception {
    return Engine.run(folder, "sh", "-c", "scontrol ping || :").contains("is UP");
  }

  private void startNode(String name) throws Exception {
    if (!isAlive(pid(daemon(name)))) {
      Engine.run(folder, "slurmd", "-N", name);
      Engine.await(() -> isUp(name), name);
    }
  }

  private boolean isUp(String name) throws Exception {
    return Engine.run(folder, "sinfo", "-h", "-N", "-n", name, "-p", "short", "-o", "%t")
        .strip()
        .matches("idle|mix|alloc");
  }

  /** The run ends well, nothing is left, and every output is whole. */
  private void endsWell(Process driver) throws Exception {
    assertEquals(0, pool.exit(driver), pool.said());
    assertEquals("begin 0\nbegin 1\nbegin 2\n", session.read("sum.txt"));
    assertEquals(JOBS + 1, pool.events("done").size(), pool.said());
    Engine.await(() -> pool.inQueue().isEmpty(), "an empty queue");
  }

  @Test
  void a_slurmctld_that_is_away_for_a_minute_costs_nothing_but_time() throws Exception {
    Process driver = pool.start("run", "day.hdw");
    pool.awaitEvents("began", JOBS);
    end("TERM", controller);
    session.file("go", "");
    pool.awaitSaid("does not answer");
    TimeUnit.SECONDS.sleep(60);
    assertTrue(driver.isAlive(), pool.said());
    assertEquals(List.of(), pool.events("failed"));
    startController();
    endsWell(driver);
    assertEquals(JOBS + 1, pool.events("started").size());
    assertTrue(pool.said().contains("Slurm answers again"), pool.said());
  }

  @Test
  void jobs_that_a_crash_of_slurmctld_loses_are_submitted_again() throws Exception {
    workflow("directive slurm = \"--hold\"");
    Process driver = pool.start("run", "day.hdw");
    pool.awaitEvents("submitted", 1);
    end("KILL", controller);
    startController();
    if (pool.inQueue().isEmpty()) { // its state is saved with a delay
      session.file("go", "");
      pool.awaitEvents("lost", JOBS);
      pool.awaitEvents("submitted", 2);
    } else {
      session.file("go", "");
    }
    new SlurmQueue().act(folder, "scontrol", "release");
    endsWell(driver);
    for (int i = 0; i < JOBS; i++) {
      assertEquals(1, session.read("ran." + i).lines().count());
    }
  }

  /**
   * Slurm gives up a node that is silent for 30 s here; the jobs there go on beside the new ones.
   */
  @Test
  void a_node_that_is_lost_while_its_jobs_go_on_spoils_no_output() throws Exception {
    Process driver = pool.start("run", "day.hdw");
    pool.awaitEvents("began", JOBS);
    Engine.await(() -> session.exists("node.2"), "the last job");
    String node = session.read("node.2").strip();
    end("KILL", daemon(node));
    pool.awaitEvents("failed", 1);
    assertTrue(pool.events("failed").toString().contains("lost_node"), pool.said());
    Engine.await(() -> session.read("ran.2").lines().count() == 2, "a second copy");
    session.file("go", "");
    endsWell(driver);
    assertEquals("begin 2\n", session.read("out/2.txt"));
  }

  /** Slurm starts it again by itself then, when the node has come back or on another one. */
  @Test
  void a_job_that_slurm_may_start_again_is_not_tried_again_by_hdw() throws Exception {
    workflow("directive slurm = \"--requeue\"");
    Process driver = pool.start("run", "day.hdw");
    pool.awaitEvents("began", JOBS);
    Engine.await(() -> session.exists("node.2"), "the last job");
    end("KILL", daemon(session.read("node.2").strip()));
    Engine.await(() -> session.read("ran.2").lines().count() == 2, "a restart");
    session.file("go", "");
    endsWell(driver);
    assertEquals(List.of(), pool.events("failed"));
    assertEquals(JOBS + 1, pool.events("started").size());
  }
}
