package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An imported analysis in HiggsDNA's layout on a real HTCondor. */
@Tag("engine")
final class VanillaLxplusEngineTest {
  private static final String HOME = ".higgs_dna_vanilla_lxplus";

  @TempDir Path folder;
  private VanillaAnalysis analysis;

  @BeforeEach
  void import_two_samples_of_two_files() throws IOException {
    analysis =
        new VanillaAnalysis(
            folder, "--executor", "vanilla_lxplus", "--queue", "espresso", "--memory", "100MB");
  }

  /** The files of {@code jobs/}, with {@code C} for the number of a cluster. */
  private List<String> jobs(String ending) throws IOException {
    return analysis.jobs(HOME, ending).stream()
        .map(each -> each.replaceFirst("\\.[0-9]+\\.", ".C."))
        .toList();
  }

  @Test
  void a_cluster_for_each_sample_runs_to_its_end_with_logs_where_tools_look() throws Exception {
    analysis.run(ExitCode.DONE);
    assertEquals(List.of("AN-DYto2L.sub", "AN-TTG.sub"), jobs(".sub"));
    assertEquals(List.of("AN-DYto2L.C.log", "AN-TTG.C.log"), jobs(".log"));
    assertEquals(
        List.of("AN-DYto2L.C.0.out", "AN-DYto2L.C.1.out", "AN-TTG.C.0.out", "AN-TTG.C.1.out"),
        jobs(".out"));
    assertEquals(4, jobs(".err").size());
    Session session = analysis.session();
    assertTrue(session.exists("ntuples/TTG/Scale_up/4_Events_0-20.parquet"));
    assertEquals(ExitCode.DONE, session.hdw("verify"), analysis::said);
  }

  @Test
  void a_job_that_fails_is_told_with_its_log_and_tried_again_in_a_cluster_of_its_own()
      throws Exception {
    analysis.failsWithItsLogAndRunsAgain();
  }

  @Test
  void a_retry_is_a_small_cluster_with_a_submit_file_of_its_own() throws Exception {
    analysis.withBadWeather().run(ExitCode.DONE);
    List<String> submitted = jobs(".sub");
    assertTrue(
        submitted.stream().anyMatch(each -> each.matches("AN-(DYto2L|TTG)-2\\.sub")),
        submitted.toString());
  }

  @Test
  void a_driver_that_takes_the_run_up_finds_the_logs_of_every_start() throws Exception {
    analysis.first("echo \"begun $HDW_JOB\"; until [[ -e go ]]; do sleep 0.1; done");
    Process driver = new Program(folder).start(analysis.command("analysis.hdw"));
    Program.waitUntil(() -> analysis.written(".0.out") == 2, "the first job of each cluster");
    Program.signal("KILL", driver.pid());
    driver.waitFor();
    for (String each : clusters()) {
      Engine.run(folder, "condor_vacate_job", each + ".0");
    }
    Program.waitUntil(() -> analysis.written(".0.r1.out") == 2, "their second start");
    Session session = analysis.session().file("go", "");
    assertEquals(ExitCode.DONE, session.hdw("resume"), analysis::said);
    try (Stream<Path> logs = Files.walk(folder.resolve(".hdw/latest/").toRealPath())) {
      List<Path> again = logs.filter(each -> each.toString().endsWith(".1.r1.out")).toList();
      assertEquals(2, again.size(), again.toString());
      for (Path each : again) {
        assertTrue(Files.readString(each).startsWith("begun analyse/"), each.toString());
      }
    }
  }

  private List<String> clusters() throws IOException {
    return analysis.jobs(HOME, ".log").stream().map(each -> each.split("\\.", -1)[1]).toList();
  }

  @Test
  void a_cluster_for_each_job_where_the_task_says_so() throws Exception {
    analysis.with("split ", "cluster_per_sample = false\nsplit ").run(ExitCode.DONE);
    assertEquals(
        List.of("AN-DYto2L-1.C.log", "AN-DYto2L-2.C.log", "AN-TTG-3.C.log", "AN-TTG-4.C.log"),
        jobs(".log"));
  }
}
