package hdw.executor.htcondor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** What is rendered, in the hands of a real HTCondor. */
@Tag("engine")
final class HtcondorEngineTest {
  @TempDir Path folder;

  private Path write(Plan plan) {
    return Plans.write(Rendering.of(plan), folder);
  }

  private static String submit(Path run, String batch) throws Exception {
    String said =
        Engine.run(
            run, "condor_submit", "-terse", "hdw_run=r1", "hdw_token=t1", "jobs/" + batch + ".sub");
    assertTrue(said.strip().matches("\\d+\\.\\d+ - \\d+\\.\\d+"), said);
    return said.substring(0, said.indexOf('.'));
  }

  @Test
  void it_accepts_the_lesson() throws Exception {
    Plan plan = Plans.of(Path.of("examples/02-lxplus/analysis.hdw"));
    Path run = write(plan);
    for (RenderedFile each : Rendering.of(plan).files()) {
      if (each.path().endsWith(".sub")) {
        String said = Engine.run(run, "condor_submit", "-dry-run", "-", each.path());
        assertFalse(said.contains("WARNING"), said);
        assertTrue(said.contains("JobFlavour="), said);
      }
    }
  }

  @Test
  void it_reads_values_of_a_task_as_they_are() throws Exception {
    Path run =
        write(
            Plans.of(
                folder,
                """
                workflow w
                sample A { files = "root://h//a.root" }
                task t for each sample {
                  executor    = htcondor
                  account     = "group_u_CMS.higgs"
                  container   = "/a b/$HOME \\"c\\" \\\\d"
                  max_running = 7
                  output      = "{{sample}}"
                  run         = "true"
                }
                """));
    String said = Engine.run(run, "condor_submit", "-dry-run", "-", "jobs/t.sub");
    assertTrue(said.contains("\nSingularityImage=\"/a b/$HOME \\\"c\\\" \\\\d\"\n"), said);
    assertTrue(said.contains("\nAccountingGroup=\"group_u_CMS.higgs."), said);
    assertFalse(said.contains("WARNING"), said);
  }

  @Test
  void it_runs_jobs_to_their_outputs() throws Exception {
    Plan plan = Plans.of(folder, Engine.counting(folder, "htcondor"));
    Path run = write(plan);
    submit(run, "count");
    Engine.run(run, "condor_wait", "-wait", "120", SubmitDescription.EVENT_LOG);
    submit(run, "sum");
    Engine.run(run, "condor_wait", "-wait", "120", SubmitDescription.EVENT_LOG);
    assertEquals("5\n", Files.readString(folder.resolve("sum")));
    Batch count = Batches.of(plan).get(0);
    String events = Files.readString(run.resolve(SubmitDescription.EVENT_LOG));
    for (Batch.Item each : count.items()) {
      JobLog log = JobLog.of(each.node(), each.job().job());
      assertEquals(
          each.id() + " r1 1 100 300 1\n", Files.readString(run.resolve(log.stem(1) + ".out")));
      assertEquals("", Files.readString(run.resolve(log.stem(1) + ".err")));
      assertEquals("events 3\n", Files.readString(run.resolve(log.stem(1) + ".metrics")));
      assertTrue(events.contains("    hdw:t1:count/" + log.name() + "#1\n"), events);
    }
  }

  @Test
  void a_restart_by_the_pool_has_a_log_of_its_own() throws Exception {
    Plan plan =
        Plans.of(
            folder,
            """
            workflow w
            task t {
              executor = htcondor  memory = 100 MB
              output   = "o"
              run      = "echo started; until [ -e go ]; do sleep 0.2; done; touch {{output}}"
            }
            """);
    Path run = write(plan);
    String cluster = submit(run, "t");
    Path logs = run.resolve(Rendering.of(plan).folders().get(0));
    Engine.await(() -> hasText(logs.resolve("t.1.out")), "the first start");
    Engine.run(run, "condor_vacate_job", "-fast", cluster);
    Engine.await(() -> hasText(logs.resolve("t.1.r1.out")), "the second start");
    Files.createFile(folder.resolve("go"));
    Engine.run(run, "condor_wait", "-wait", "120", SubmitDescription.EVENT_LOG);
    assertTrue(Files.exists(folder.resolve("o")));
  }

  private static boolean hasText(Path file) {
    return Files.exists(file) && file.toFile().length() > 0;
  }

  @Test
  void it_takes_many_jobs_bit_by_bit() throws Exception {
    Plan plan = Plans.of(Plans.large(folder, 2));
    Path run = write(plan);
    String said = Engine.run(run, "condor_submit", "-dry-run", "-", "jobs/process.sub");
    assertTrue(said.contains("\nJobMaterializeMaxIdle=1000\n"), said);
    assertEquals(List.of(), said.lines().filter(line -> line.contains("WARNING")).toList());
  }
}
