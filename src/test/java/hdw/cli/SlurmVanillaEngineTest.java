package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An imported analysis in HiggsDNA's layout on a real Slurm. */
@Tag("engine")
final class SlurmVanillaEngineTest {
  private static final String HOME = ".higgs_dna_vanilla_slurm";

  @TempDir Path folder;
  private VanillaAnalysis analysis;

  @BeforeEach
  void import_two_samples_of_two_files() throws IOException {
    analysis = new VanillaAnalysis(folder, "--executor", "vanilla_slurm", "--memory", "100MB");
  }

  /** The files of {@code jobs/}, with {@code A} for the number of an array or a job. */
  private List<String> jobs(String ending) throws IOException {
    return analysis.jobs(HOME, ending).stream()
        .map(each -> each.replaceFirst("_[0-9]+", "_A"))
        .toList();
  }

  @Test
  void an_array_for_each_sample_runs_to_its_end_with_logs_where_tools_look() throws Exception {
    analysis.first("echo \"$HDW_JOB\"; echo \"not so bad\" >&2").run(ExitCode.DONE);
    assertEquals(List.of("AN-DYto2L.sh", "AN-TTG.sh", "analyse.sh", "ntuples.sh"), jobs(".sh"));
    assertEquals(
        List.of("AN-DYto2L_A_0.out", "AN-DYto2L_A_1.out", "AN-TTG_A_0.out", "AN-TTG_A_1.out"),
        jobs(".out"));
    for (String each : analysis.jobs(HOME, ".out")) {
      String printed = Files.readString(analysis.jobs(HOME).resolve(each));
      String sample = each.substring("AN-".length(), each.indexOf('_'));
      assertTrue(printed.startsWith("analyse/" + sample + "/"), printed);
    }
    assertEquals(4, jobs(".err").size());
    Session session = analysis.session();
    assertTrue(session.exists("ntuples/TTG/Scale_up/4_Events_0-20.parquet"));
    assertEquals(ExitCode.DONE, session.hdw("verify"), analysis::said);
  }

  @Test
  void a_job_that_fails_is_told_with_its_log_and_neither_hidden_nor_requeued() throws Exception {
    analysis.failsWithItsLogAndRunsAgain();
    List<String> again = jobs(".out").stream().filter(each -> each.endsWith("TTG_A.out")).toList();
    assertEquals(1, again.size(), "one job is no array, and has no task in its log's name");
  }

  @Test
  void a_retry_is_a_plain_job_with_a_script_and_a_log_of_its_own() throws Exception {
    analysis.withBadWeather().run(ExitCode.DONE);
    List<String> scripts = jobs(".sh");
    assertTrue(
        scripts.stream().anyMatch(each -> each.matches("AN-(DYto2L|TTG)-2\\.sh")),
        scripts.toString());
    assertEquals(5, jobs(".err").size());
  }

  @Test
  void a_job_each_where_the_task_says_so_has_its_newest_log_under_higgsdnas_name()
      throws Exception {
    analysis
        .with("split ", "cluster_per_sample = false\nsplit ")
        .withBadWeather()
        .run(ExitCode.DONE);
    List<String> logs = List.of("AN-DYto2L-1", "AN-DYto2L-2", "AN-TTG-3", "AN-TTG-4");
    assertEquals(logs.stream().map(each -> each + ".err").toList(), jobs(".err"));
    for (String each : logs) {
      String printed = Files.readString(analysis.jobs(HOME).resolve(each + ".err"));
      assertTrue(!printed.contains("bad weather"), each + ": " + printed);
    }
  }
}
