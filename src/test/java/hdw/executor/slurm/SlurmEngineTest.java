package hdw.executor.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Acceptance;
import hdw.executor.Batch;
import hdw.executor.Batches;
import hdw.executor.Engine;
import hdw.executor.JobLog;
import hdw.executor.Plans;
import hdw.executor.RenderedFile;
import hdw.executor.Rendering;
import hdw.plan.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is rendered, in the hands of a real Slurm. */
@Tag("engine")
final class SlurmEngineTest {
  @TempDir Path folder;

  @Test
  void it_accepts_the_lesson() throws Exception {
    Plan plan = Plans.of(Path.of("examples/03-slurm/analysis.hdw"));
    Path run = Plans.write(Rendering.of(plan), folder);
    for (RenderedFile each : Rendering.of(plan).files()) {
      if (each.path().endsWith(".sbatch")) {
        String said = Engine.run(run, "sbatch", "--test-only", each.path());
        assertTrue(said.contains(" to start at "), said);
      }
    }
  }

  @Test
  void it_runs_jobs_to_their_outputs() throws Exception {
    Plan plan = Plans.of(folder, Engine.counting(folder, "slurm"));
    Path run = Plans.write(Rendering.of(plan), folder);
    Engine.run(run, "sbatch", "--wait", "jobs/count.sbatch", "0", "r1");
    Engine.run(run, "sbatch", "--wait", "jobs/sum.sbatch", "0", "r1");
    assertEquals("5\n", Files.readString(folder.resolve("sum")));
    for (Batch.Item each : Batches.of(plan).get(0).items()) {
      JobLog log = JobLog.of(each.node(), each.job().job());
      assertEquals(
          each.id() + " r1 1 100 300 1\n", Files.readString(run.resolve(log.stem(1) + ".out")));
      assertEquals("events 3\n", Files.readString(run.resolve(log.stem(1) + ".metrics")));
    }
  }

  @Test
  void slices_of_one_script_run_every_job_once() throws Exception {
    Plan plan = Plans.of(folder, Engine.counting(folder, "slurm"));
    Path run = Plans.write(Rendering.of(plan, Acceptance.USUAL.withArrays(1)), folder);
    List<Slice> slices = ArrayScript.slices(plan, Batches.of(plan).get(0), 1);
    assertEquals(2, slices.size());
    for (Slice each : slices) {
      Engine.run(
          run,
          "sbatch",
          "--wait",
          "--array=" + each.indexes(),
          "jobs/count.sbatch",
          Integer.toString(each.first()));
    }
    try (var outputs = Files.list(folder.resolve("out"))) {
      assertEquals(2, outputs.count());
    }
  }

  @Test
  void it_reads_values_of_a_task_as_they_are() throws Exception {
    Path script = folder.resolve("s.sh");
    String odd = "a $HOME \"b\" \\ 'c' # d";
    Files.writeString(
        script,
        "#!/bin/bash\n"
            + new SbatchOptions(List.of())
                .set("comment", odd)
                .set("hold")
                .set("time", "1")
                .set("mem", "10M")
            + "true\n");
    String job = Engine.run(folder, "sbatch", "--parsable", script.toString()).strip();
    String shown = Engine.run(folder, "scontrol", "show", "job", job);
    Engine.run(folder, "scancel", job);
    assertTrue(shown.contains("Comment=" + odd), shown);
  }
}
