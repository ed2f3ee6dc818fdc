package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Engine;
import hdw.executor.dask.DaskPython;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A run on a scheduler that somebody else started, with workers that know nothing of hdw. */
final class DaskAddressTest extends DaskDriven {
  private static final String LOOPBACK = "127.0.0.1";

  private final List<Process> theirs = new ArrayList<>();
  private String address = "";

  @Override
  String cluster() {
    return "address = \"" + address + "\"  cpus = 2  memory = 1 GB";
  }

  @Override
  List<String> inQueue(Path run) {
    return List.of();
  }

  @AfterEach
  void end_what_is_theirs() throws Exception {
    for (Process each : theirs) {
      each.destroyForcibly().waitFor();
    }
  }

  private void scheduler() throws Exception {
    Path file = folder.resolve("scheduler.json");
    theirs(
        "dask_scheduler", "--host", LOOPBACK, "--port", "0", "--scheduler-file", file.toString());
    Engine.await(() -> Files.exists(file) && Files.size(file) > 0, "a scheduler: " + said());
    address = "tcp://" + port(Files.readString(file));
  }

  private static String port(String json) {
    String from = json.substring(json.indexOf("tcp://") + "tcp://".length());
    return from.substring(0, from.indexOf('"'));
  }

  private Process worker() throws IOException {
    return theirs("dask_worker", address, "--nthreads", "2", "--no-nanny", "--host", LOOPBACK);
  }

  private Process theirs(String program, String... words) throws IOException {
    var command = new ArrayList<>(List.of(DaskPython.name(), "-m", "distributed.cli." + program));
    command.addAll(List.of(words));
    command.add("--no-dashboard");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("theirs").toFile())
            .start();
    theirs.add(process);
    return process;
  }

  @Test
  void its_workers_do_the_jobs_and_stay_for_others() throws Exception {
    scheduler();
    worker();
    write(30, "");
    runWell("run", "crew.hdw");
    checkWhole(30);
    assertEquals(jobs(30), executions());
    assertTrue(theirs.stream().allMatch(Process::isAlive), this::said);
    write(40, ""); // and once more, with ten jobs that are new
    runWell("run", "crew.hdw");
    checkWhole(40);
  }

  @Test
  void a_worker_of_theirs_that_dies_is_told_and_its_jobs_go_to_another() throws Exception {
    scheduler();
    Process first = worker();
    write(12, "sleep 1");
    Process driver = start("run", "crew.hdw");
    await("done", 2);
    first.destroyForcibly().waitFor();
    worker();
    assertEquals(0, exit(driver), this::said);
    checkWhole(12);
    assertTrue(said().contains("lost_node: worker "), this::said);
  }

  @Test
  void a_scheduler_that_is_not_there_is_said_and_nothing_is_tried() throws Exception {
    address = "tcp://127.0.0.1:9"; // the port where nobody listens
    write(2, "");
    assertEquals(4, exit(start("run", "crew.hdw")), this::said);
    String words = "error[HDW0711]: no scheduler of Dask answers at `tcp://127.0.0.1:9`";
    assertTrue(said().contains(words), this::said);
    assertEquals(0, executions());
    assertFalse(Files.exists(folder.resolve(".hdw/latest")));
  }
}
