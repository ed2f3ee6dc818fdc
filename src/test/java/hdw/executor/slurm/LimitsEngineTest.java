package hdw.executor.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.ChildProcess;
import hdw.executor.Engine;
import hdw.executor.Plans;
import hdw.executor.Program;
import hdw.executor.Rendering;
import hdw.plan.Plan;
import hdw.rules.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real cluster allows, and what its Slurm says of jobs that ask for more. */
@Tag("engine")
final class LimitsEngineTest {
  @TempDir Path folder;
  private Partition usual;
  private Partitions partitions;

  @BeforeEach
  void ask() throws IOException {
    partitions = new Limits(new ChildProcess(), folder, Map.of(), Clock.systemUTC()).partitions();
    usual = partitions.usual().orElseThrow();
  }

  private Program.Answer sbatch(String... options) throws IOException {
    var command = new ArrayList<>(List.of("sbatch", "--parsable", "--output=/dev/null"));
    command.addAll(List.of(options));
    command.add("--wrap=true");
    return new ChildProcess().run(folder, command, Duration.ofSeconds(60));
  }

  private Request request(String properties) {
    return Plans.of(folder, "task t { executor = slurm  " + properties + "  run = \"true\" }")
        .nodes()
        .get(0)
        .request(0);
  }

  @Test
  void a_job_that_slurm_takes_and_lets_wait_for_ever_is_refused_by_hdw() throws Exception {
    long minutes = usual.longest().orElseThrow().seconds() / 60 + 1;
    Refusal refusal = partitions.refusals(request("time = " + minutes + " min"), List.of()).get(0);
    assertTrue(refusal.words().contains("is above the " + usual.longest().get()), refusal.words());

    Program.Answer taken = sbatch("--time=" + minutes, "--mem=50M");
    assertEquals(0, taken.exit(), taken.err());
    String job = taken.out().strip();
    try {
      Engine.await(() -> PendingReasons.isForEver(reason(job)), "Slurm to look at the job");
    } finally {
      Engine.run(folder, "scancel", job);
    }
  }

  private String reason(String job) throws Exception {
    return Engine.run(folder, "squeue", "-h", "-j", job, "-o", "%r").strip();
  }

  @Test
  void a_job_that_is_held_has_words_for_it() throws Exception {
    String job = sbatch("--hold", "--mem=50M", "--time=1").out().strip();
    try {
      assertTrue(PendingReasons.words(reason(job)).startsWith("a person held it"), reason(job));
      assertTrue(PendingReasons.isForEver(reason(job)));
    } finally {
      Engine.run(folder, "scancel", job);
    }
  }

  @Test
  void what_slurm_refuses_hdw_refuses_with_more_words() throws IOException {
    NodeSize node = usual.nodes().get(0);
    int cpus = node.cpus() + 1;
    long memory = node.memory().mebibytes() + 1;
    assertEquals(1, sbatch("--cpus-per-task=" + cpus, "--mem=50M").exit());
    assertEquals(1, sbatch("--mem=" + memory + "M").exit());
    assertEquals(1, sbatch("--gpus-per-node=1", "--mem=50M").exit());
    for (String each : List.of("cpus = " + cpus, "memory = " + memory + " MB", "gpus = 1")) {
      assertEquals(1, partitions.refusals(request(each), List.of()).size(), each);
    }
    String fits = "cpus = " + node.cpus() + "  memory = " + node.memory();
    assertEquals(List.of(), partitions.refusals(request(fits), List.of()));
  }

  /** Each takes both licences for tape, and fails where another has them. */
  @Test
  void licences_of_a_directive_keep_jobs_from_running_at_once() throws Exception {
    Plan plan =
        Plans.of(
            folder,
            """
            task t for each n in [1, 2, 3] {
              executor = slurm  memory = 50 MB  time = 5 min
              directive slurm = "--licenses=tape:2"
              output = "o{{n}}"
              run = "mkdir alone && sleep 1 && rmdir alone && echo {{n}} > {{output}}"
            }
            """);
    Path run = Plans.write(Rendering.of(plan), folder);
    Engine.run(run, "sbatch", "--wait", "jobs/t.sbatch", "0", "r1");
    for (int i = 1; i <= 3; i++) {
      assertEquals(i + "\n", Files.readString(folder.resolve("o" + i)));
    }
  }

  @Test
  void lines_of_a_directive_count_where_hdw_says_otherwise() throws Exception {
    Plan plan =
        Plans.of(
            folder,
            """
            task t {
              executor = slurm  memory = 1 GB  cpus = 3  time = 1 h  account = "cms"
              directive slurm = "--mem-per-cpu=60M -c 2 -t 5 -L xrootd:1 --qos=normal --hold"
              run = "true"
            }
            """);
    Path run = Plans.write(Rendering.of(plan), folder);
    String job = Engine.run(run, "sbatch", "--parsable", "jobs/t.sbatch").strip();
    String shown = Engine.run(run, "scontrol", "-o", "show", "job", job);
    Engine.run(run, "scancel", job);
    for (String each :
        List.of("MinMemoryCPU=60M", "CPUs/Task=2", "TimeLimit=00:05:00", "Licenses=xrootd:1")) {
      assertTrue(shown.contains(each), each + " in " + shown);
    }
  }

  @Test
  void a_constraint_of_a_directive_reaches_slurm() throws Exception {
    Plan plan =
        Plans.of(
            folder,
            """
            task t {
              executor = slurm
              directive slurm = "--constraint=nosuchfeature"
              run = "true"
            }
            """);
    Path run = Plans.write(Rendering.of(plan), folder);
    Program.Answer answer =
        new ChildProcess()
            .run(run, List.of("sbatch", "--parsable", "jobs/t.sbatch"), Duration.ofSeconds(60));
    assertTrue(answer.err().contains("Invalid feature specification"), answer.err());
  }
}
