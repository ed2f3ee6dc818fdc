package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Engine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An imported analysis in HiggsDNA's layout on a real HTCondor. */
@Tag("engine")
final class VanillaLxplusEngineTest {
  private static final Path RESOURCES = Path.of("src/test/resources/higgsdna").toAbsolutePath();
  private static final String ANALYSIS =
      """
      {"samplejson": "samples.json", "workflow": "base", "metaconditions": "Era2022_v1",
       "year": {"DYto2L": ["2022postEE"], "TTG": ["2022postEE"]},
       "systematics": {"TTG": ["Scale"]}, "corrections": {}}
      """;

  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void import_two_samples_of_two_files() throws IOException {
    session = new Session(folder).file("analysis.json", ANALYSIS);
    session.file(
        "samples.json",
        "{\"DYto2L\": [\"data/1.root\", \"data/2.root\"], \"TTG\": [\"data/3.root\","
            + " \"data/4.root\"]}");
    for (int i = 1; i <= 4; i++) {
      session.file("data/" + i + ".root", 5 * i + "\n");
    }
    String path = "export PATH='" + RESOURCES.resolve("bin") + "':$PATH";
    assertEquals(
        ExitCode.DONE,
        session.hdw("import", "higgsdna", "analysis.json", "--setup", path),
        () -> session.err());
  }

  private ExitCode run(String... more) {
    var words = new ArrayList<>(List.of("run", "@analysis.hdw"));
    words.addAll(List.of("--executor", "vanilla_lxplus", "--queue", "espresso"));
    words.addAll(List.of("--memory", "100MB"));
    words.addAll(List.of(more));
    return session.hdw(words.toArray(String[]::new));
  }

  private Path vanilla() throws IOException {
    Path run = folder.resolve(".hdw/latest").toRealPath().getFileName();
    return folder.resolve(".higgs_dna_vanilla_lxplus").resolve(run);
  }

  /** The files of {@code jobs/}, with {@code C} for the number of a cluster. */
  private List<String> jobs(String ending) throws IOException {
    try (Stream<Path> files = Files.list(vanilla().resolve("jobs"))) {
      return files
          .map(each -> each.getFileName().toString())
          .filter(each -> each.endsWith(ending))
          .map(each -> each.replaceFirst("\\.[0-9]+\\.", ".C."))
          .sorted()
          .toList();
    }
  }

  @Test
  void a_cluster_for_each_sample_runs_to_its_end_with_logs_where_tools_look() throws Exception {
    assertEquals(ExitCode.DONE, run(), () -> session.err() + session.out());
    assertEquals(List.of("AN-DYto2L.sub", "AN-TTG.sub"), jobs(".sub"));
    assertEquals(List.of("AN-DYto2L.C.log", "AN-TTG.C.log"), jobs(".log"));
    assertEquals(
        List.of("AN-DYto2L.C.0.out", "AN-DYto2L.C.1.out", "AN-TTG.C.0.out", "AN-TTG.C.1.out"),
        jobs(".out"));
    assertEquals(4, jobs(".err").size());
    assertTrue(session.exists("ntuples/TTG/Scale_up/4_Events_0-20.parquet"));
    assertEquals(ExitCode.DONE, session.hdw("verify"), () -> session.err() + session.out());
  }

  @Test
  void a_job_that_fails_is_told_with_its_log_and_tried_again_in_a_cluster_of_its_own()
      throws Exception {
    session.file("data/3.root", "no number\n");
    assertEquals(ExitCode.JOBS_FAILED, run(), () -> session.err() + session.out());
    assertTrue(
        (session.out() + session.err()).contains("invalid literal for int()"),
        () -> session.err() + session.out());
    assertEquals(ExitCode.DONE, session.hdw("logs", "--failed", "--err"), () -> session.err());
    assertTrue(session.out().contains("invalid literal for int()"), () -> session.out());
    session.file("data/3.root", "15\n");
    assertEquals(ExitCode.DONE, run(), () -> session.err() + session.out());
    assertTrue(session.exists("ntuples/TTG/nominal/3_Events_0-15.parquet"));
  }

  @Test
  void a_retry_is_a_small_cluster_with_a_submit_file_of_its_own() throws Exception {
    String text = session.read("analysis.hdw");
    String once = "[[ -e again ]] || { touch again; echo 'bad weather' >&2; exit 1; }";
    session.file(
        "analysis.hdw",
        text.replace("    higgsdna --dump", "    " + once + "\n    higgsdna --dump")
            + """
            rule weather on failure { when log matches "bad weather" then retry }
            """);
    assertEquals(ExitCode.DONE, run(), () -> session.err() + session.out());
    List<String> submitted = jobs(".sub");
    assertTrue(
        submitted.stream().anyMatch(each -> each.matches("AN-(DYto2L|TTG)-2\\.sub")),
        submitted.toString());
  }

  @Test
  void a_driver_that_takes_the_run_up_finds_the_logs_of_every_start() throws Exception {
    String text = session.read("analysis.hdw");
    String slow = "echo \"begun $HDW_JOB\"; until [[ -e go ]]; do sleep 0.1; done";
    session.file(
        "analysis.hdw",
        text.replace("    higgsdna --dump", "    " + slow + "\n    higgsdna --dump"));
    Process driver =
        new Program(folder)
            .start("run", "analysis.hdw", "--executor", "vanilla_lxplus", "--memory", "100MB");
    Program.waitUntil(() -> written(".0.out") == 2, "the first job of each cluster");
    Program.signal("KILL", driver.pid());
    driver.waitFor();
    for (String each : clusters()) {
      Engine.run(folder, "condor_vacate_job", each + ".0");
    }
    Program.waitUntil(() -> written(".0.r1.out") == 2, "their second start");
    session.file("go", "");
    assertEquals(ExitCode.DONE, session.hdw("resume"), () -> session.err() + session.out());
    try (Stream<Path> logs = Files.walk(folder.resolve(".hdw/latest/").toRealPath())) {
      List<Path> again = logs.filter(each -> each.toString().endsWith(".1.r1.out")).toList();
      assertEquals(2, again.size(), again.toString());
      for (Path each : again) {
        assertTrue(Files.readString(each).startsWith("begun analyse/"), each.toString());
      }
    }
  }

  /** How many logs with this ending have something in them. */
  private long written(String ending) {
    File[] files = folder.resolve(".hdw/latest/jobs").toFile().listFiles();
    return files == null
        ? 0
        : Stream.of(files)
            .filter(each -> each.getName().endsWith(ending) && each.length() > 0)
            .count();
  }

  private List<String> clusters() throws IOException {
    try (Stream<Path> files = Files.list(vanilla().resolve("jobs"))) {
      return files
          .map(each -> each.getFileName().toString())
          .filter(each -> each.endsWith(".log"))
          .map(each -> each.split("\\.", -1)[1])
          .toList();
    }
  }

  @Test
  void a_cluster_for_each_job_where_the_task_says_so() throws Exception {
    session.file(
        "analysis.hdw",
        session.read("analysis.hdw").replace("split ", "cluster_per_sample = false\nsplit "));
    assertEquals(ExitCode.DONE, run(), () -> session.err() + session.out());
    assertEquals(
        List.of("AN-DYto2L-1.C.log", "AN-DYto2L-2.C.log", "AN-TTG-3.C.log", "AN-TTG-4.C.log"),
        jobs(".log"));
  }
}
