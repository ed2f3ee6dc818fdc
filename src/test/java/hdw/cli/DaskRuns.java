package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Engine;
import hdw.executor.dask.DaskPython;
import hdw.json.JsonReader;
import hdw.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people may expect of a run with Dask, wherever its workers are: every job adds a line to a
 * file of its own each time that it is started, so that none is started twice unseen.
 */
abstract class DaskRuns {
  private static final String WORKFLOW =
      """
      workflow crew
      sample numbers { files = glob("in/*.txt") }
      site here {
        executor = dask
        cluster {
          python = "PYTHON"
          CLUSTER
        }
      }
      defaults {
        memory = 60 MB
        setup  = "ran() { echo \\"$HDW_ATTEMPT\\" >> \\"ran/$(echo \\"$HDW_JOB\\" | tr / +)\\"; }"
      }
      task square for each sample {
        split  = 1 file
        output = "out/{{chunk}}.txt"
        run    = \"""
          ran
          n=$(cat {{input}})
          SQUARE
          echo "$n $((n * n))" > {{output}}
        \"""
      }
      task third for each sample {
        input  = each square
        output = "third/{{chunk}}.txt"
        run    = "ran; sed 's/^/third /' {{input}} > {{output}}"
      }
      task all {
        input  = third by 25
        output = "all.txt"
        run    = "ran; cat {{inputs}} > {{output}}"
      }
      rule larger on failure {
        when reason == out_of_memory and attempt < 3
        then memory = memory * 8, retry
      }
      rule lost on failure {
        when reason in [lost_node, preempted]
        then retry
      }
      """;

  @TempDir(cleanup = CleanupMode.NEVER)
  Path folder;

  private final List<Process> started = new ArrayList<>();

  /** What the site says of the workers, besides their Python. */
  abstract String cluster();

  /** The batch jobs of workers that are in a queue, or run; empty where they are processes. */
  abstract List<String> inQueue(Path run) throws Exception;

  @BeforeEach
  void look_for_distributed() {
    DaskPython.assume();
  }

  @AfterEach
  void leave_nothing() throws Exception {
    for (Process each : started) {
      each.destroyForcibly().waitFor();
    }
    if (Files.exists(folder.resolve(".hdw/latest"))) {
      exit(start("cancel"));
    }
    Engine.empty(folder);
  }

  /** A workflow over so many files. */
  final void write(int files, String square) throws IOException {
    String text =
        WORKFLOW
            .replace("PYTHON", DaskPython.name())
            .replace("CLUSTER", cluster())
            .replace("SQUARE", square);
    Files.writeString(folder.resolve("crew.hdw"), text);
    Files.createDirectories(folder.resolve("in"));
    Files.createDirectories(folder.resolve("ran"));
    for (int i = 1; i <= files; i++) {
      Files.writeString(folder.resolve("in/" + (1000 + i) + ".txt"), i + "\n");
    }
  }

  /** Starts hdw; what it says is added to {@code said}. */
  final Process start(String... words) throws IOException {
    var builder =
        new ProcessBuilder(Program.command(words))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("said").toFile()));
    builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
    Process process = builder.start();
    started.add(process);
    return process;
  }

  final int exit(Process process) throws Exception {
    boolean ended = process.waitFor(600, TimeUnit.SECONDS);
    assertTrue(ended, () -> "it does not end: " + said());
    return process.exitValue();
  }

  final void runWell(String... words) throws Exception {
    assertEquals(0, exit(start(words)), this::said);
  }

  final String said() {
    try {
      return Files.readString(folder.resolve("said"));
    } catch (IOException nothing) {
      return "";
    }
  }

  final RunFolder latest() throws IOException {
    return new RunFolder(folder.resolve(".hdw/latest").toRealPath());
  }

  /** The events of a kind in the journal of the latest run. */
  final List<Map<String, Object>> events(String kind) throws IOException {
    var events = new ArrayList<Map<String, Object>>();
    Path journal = folder.resolve(".hdw/latest/journal.jsonl");
    if (Files.exists(journal)) {
      String text = Files.readString(journal);
      for (String each : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
        Map<String, Object> event = JsonReader.object(each);
        if (JsonReader.text(event, "event").equals(Optional.of(kind))) {
          events.add(event);
        }
      }
    }
    return events;
  }

  final void await(String kind, int times) throws Exception {
    Engine.await(() -> events(kind).size() >= times, times + " of `" + kind + "`: " + said());
  }

  /** How many attempts were started. */
  final int executions() throws IOException {
    int executions = 0;
    try (Stream<Path> ran = Files.list(folder.resolve("ran"))) {
      for (Path each : ran.toList()) {
        List<String> attempts = Files.readAllLines(each);
        assertEquals(
            attempts.size(),
            attempts.stream().distinct().count(),
            () -> each + " has an attempt that was started twice: " + attempts);
        executions += attempts.size();
      }
    }
    return executions;
  }

  /** How many jobs a workflow over so many files has. */
  static int jobs(int files) {
    int pairs = (files + 24) / 25;
    return 2 * files + pairs + (pairs > 1 ? 1 : 0);
  }

  /** The results are all there, and nothing is left of the cluster. */
  final void checkWhole(int files) throws Exception {
    var all = new StringBuilder();
    for (int i = 1; i <= files; i++) {
      all.append("third ").append(i).append(' ').append(i * i).append('\n');
    }
    assertEquals(all.toString(), Files.readString(folder.resolve("all.txt")));
    checkNothingIsLeft();
    assertFalse(said().contains("KilledWorker"), this::said);
  }

  final void checkNothingIsLeft() throws Exception {
    Path dask = latest().path().resolve("dask");
    assertEquals(List.of(), processes(dask.toString()));
    assertEquals(List.of(), inQueue(dask));
    for (String each : List.of("key.pem", "cert.pem", "worker.json")) {
      assertFalse(Files.exists(dask.resolve(each)), each);
    }
  }

  /** The command lines of the processes that name a folder. */
  final List<String> processes(String name) {
    return ProcessHandle.allProcesses()
        .map(each -> commandLine(each.pid()))
        .filter(each -> each.contains(name))
        .toList();
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline")).replace('\0', ' ');
    } catch (IOException gone) {
      return "";
    }
  }

  /** The processes of this machine that run a program of the cluster. */
  final List<ProcessHandle> running(String program) throws IOException {
    String path = latest().path().resolve("dask").resolve(program).toString();
    return ProcessHandle.allProcesses()
        .filter(each -> commandLine(each.pid()).matches("\\S*python\\S* " + path + " .*"))
        .toList();
  }

  @Test
  void every_job_of_500_is_started_once_and_nothing_is_left_of_the_cluster() throws Exception {
    write(245, "");
    runWell("run", "crew.hdw");
    checkWhole(245);
    assertEquals(jobs(245), executions());
    assertTrue(said().contains("Dask dashboard: http://localhost:"), this::said);
    assertTrue(said().contains("ssh -N -f -L localhost:8000:localhost:"), this::said);
  }

  @Test
  void a_job_that_a_rule_gives_more_memory_gets_a_larger_worker() throws Exception {
    write(
        6,
        "if [ \"$n\" = 3 ] && [ \"$HDW_MEMORY_MIB\" -lt 400 ];"
            + " then head -c 300M /dev/zero | tail | wc -c; fi");
    runWell("run", "crew.hdw");
    checkWhole(6);
    assertEquals(jobs(6) + 1, executions());
    assertTrue(said().contains("out_of_memory: used "), this::said);
    String workers =
        Files.readString(latest().path().resolve("dask/bridge.json").resolveSibling("crew.json"));
    assertTrue(workers.contains("\"submissions\""), workers);
  }

  @Test
  void a_scheduler_that_dies_takes_what_ran_with_it_and_nothing_else() throws Exception {
    write(40, "sleep 0.5");
    Process driver = start("run", "crew.hdw");
    await("done", 5);
    running("bridge.py").forEach(ProcessHandle::destroyForcibly);
    assertEquals(0, exit(driver), this::said);
    checkWhole(40);
    assertTrue(said().contains("Dask's scheduler ended, by signal 9"), this::said);
    int failed = events("failed").size();
    assertTrue(executions() - jobs(40) <= failed, executions() + " for " + failed + " failures");
  }

  @Test
  void after_a_driver_that_was_killed_its_run_goes_on_with_what_ended_well() throws Exception {
    write(40, "sleep 0.5");
    Process driver = start("run", "crew.hdw");
    await("done", 5);
    driver.destroyForcibly().waitFor();
    int done = events("done").size();
    runWell("resume");
    checkWhole(40);
    assertTrue(done >= 5);
    assertEquals(jobs(40), events("done").size());
  }

  @Test
  void what_was_begun_with_Dask_is_finished_without_it() throws Exception {
    write(30, "sleep 0.5");
    Process driver = start("run", "crew.hdw");
    await("done", 5);
    driver.destroyForcibly().waitFor();
    runWell("run", "crew.hdw", "--executor", "local");
    checkResults(30);
    assertEquals(List.of(), processes(folder.resolve(".hdw").toString()));
  }

  private void checkResults(int files) throws IOException {
    assertEquals(files, Files.readAllLines(folder.resolve("all.txt")).size());
  }

  @Test
  void cancelling_from_elsewhere_leaves_no_process_and_no_worker() throws Exception {
    write(20, "sleep 5");
    Process driver = start("run", "crew.hdw");
    await("began", 1);
    assertEquals(0, exit(start("cancel")), this::said);
    exit(driver);
    checkNothingIsLeft();
    assertTrue(said().contains("no job is left running"), this::said);
  }

  @Test
  void workers_that_never_come_are_told_and_not_brought_for_ever() throws Exception {
    write(2, "");
    Path workflow = folder.resolve("crew.hdw");
    Files.writeString(
        workflow,
        Files.readString(workflow)
            .replace("cluster {", "cluster {\n    setup = \"echo no such module >&2; exit 7\""));
    assertEquals(3, exit(start("run", "crew.hdw", "--no-pause", "--set", "square.retries=0")));
    assertTrue(said().contains("not_started"), this::said);
    assertTrue(said().contains("no such module"), this::said);
    assertTrue(said().contains("exit code 7"), this::said);
    checkNothingIsLeft();
  }
}
