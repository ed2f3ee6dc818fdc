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
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A folder with a workflow whose jobs go to Dask: every job adds a line to a file of its own each
 * time that it is started, so that none is started twice unseen.
 */
abstract class DaskDriven {
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

  final void checkResults(int files) throws IOException {
    assertEquals(files, Files.readAllLines(folder.resolve("all.txt")).size());
  }
}
