package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An imported workflow runs to its end. HiggsDNA's own run_analysis.py cannot be installed for a
 * test: {@code src/test/resources/higgsdna/bin} has a program that stands for it, reads the same
 * files as strictly, and leaves what it was given where HiggsDNA leaves its parquet files.
 */
final class ImportedRunTest {
  private static final Path RESOURCES = Path.of("src/test/resources/higgsdna").toAbsolutePath();

  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void import_everything() throws IOException {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(each -> Files.isExecutable(Path.of(each, "python3"))),
        "the program that stands for HiggsDNA wants python3");
    session = new Session(folder);
    for (String each : List.of("analysis.json", "samples/all.json")) {
      session.file(each, Files.readString(RESOURCES.resolve("everything").resolve(each)));
    }
    for (int i = 1; i <= 6; i++) {
      session.file("data/" + i + ".root", (i == 2 || i == 6 ? 0 : 5 * i) + "\n");
    }
    ExitCode code =
        session.hdw(
            "import",
            "higgsdna",
            "analysis.json",
            "--setup",
            "export PATH='" + RESOURCES.resolve("bin") + "':$PATH",
            "--",
            "--skipbadfiles",
            "--triggerGroup",
            ".*EGamma.*");
    assertEquals(ExitCode.DONE, code, session.err());
  }

  @Test
  void each_job_is_given_its_files_and_what_is_said_of_its_dataset() throws IOException {
    run();
    String all =
        "\"corrections\": {\"%1$s\": [\"jerc_jet_syst\", \"Smearing\"]}, \"extra\":"
            + " {\"analysis\": \"mainAnalysis\", \"bTagEffFileName\": \"effs\\\\$HOME/`x`.json\","
            + " \"own\": {\"cut\": 15.0, \"deep\": [[1, 2], {}], \"on\": null,"
            + " \"text\": \"{{sample}} é é\"}, \"split_mc\": false,"
            + " \"taggers\": [\"presel\", \"it's\"]}, \"files\": [\"data/%2$s.root\"],"
            + " \"flags\": [\"--skipbadfiles\", \"--triggerGroup\", \".*EGamma.*\"],"
            + " \"metaconditions\": \"Era2022_v1\", \"systematics\":"
            + " {\"%1$s\": [\"Scale\", \"S m$HOME'e\\\"a\\\\r `ls`\"]},"
            + " \"workflow\": \"HHbbgg\", \"year\": {\"%1$s\": [\"%3$s\"]}}";
    assertEquals(
        "{" + String.format(all, "DYto2L", 1, "2022postEE"),
        session.read("ntuples/DYto2L/nominal/1_Events_0-5.parquet"));
    assertEquals(
        "{" + String.format(all, "GluGlu-M125+x", 4, "2022preEE"),
        session.read("ntuples/GluGlu-M125+x/Scale_up/4_Events_0-20.parquet"));
  }

  @Test
  void the_dump_looks_as_one_run_of_higgsdna_leaves_it() throws IOException {
    run();
    assertEquals(
        List.of(
            "S m$HOME'e\"a\\r `ls`_down",
            "S m$HOME'e\"a\\r `ls`_up",
            "Scale_down",
            "Scale_up",
            "nominal"),
        names("ntuples/DYto2L"));
    assertEquals(
        List.of("1_Events_0-5.parquet", "3_Events_0-15.parquet"), names("ntuples/DYto2L/Scale_up"));
  }

  @Test
  void a_dataset_of_which_no_event_survives_is_done_without_an_output() throws IOException {
    run();
    assertFalse(session.exists("ntuples/EGammaF"));
    assertFalse(session.exists("ntuples/TTG"), "HiggsDNA leaves out what has no year");
    assertEquals(ExitCode.DONE, session.hdw("verify"), session.err() + session.out());
  }

  @Test
  void one_script_serves_all_jobs_and_each_makes_its_json_where_it_runs() throws IOException {
    run();
    assertEquals(List.of("analyse.sh", "ntuples.sh"), names(".hdw/latest/jobs"));
    try (Stream<Path> left = Files.walk(folder.toRealPath())) {
      assertEquals(
          List.of("all.json", "analysis.json"),
          left.filter(each -> !each.startsWith(folder.resolve(".hdw")))
              .map(each -> each.getFileName().toString())
              .filter(each -> each.endsWith(".json") || each.endsWith(".coffea"))
              .filter(each -> !each.equals("plan.json"))
              .sorted()
              .toList());
    }
  }

  @Test
  void a_job_that_higgsdna_refuses_fails_with_what_it_said() throws IOException {
    session.file("data/3.root", "no number\n");
    assertEquals(ExitCode.JOBS_FAILED, session.hdw("run", "@analysis.hdw"));
    assertTrue(
        (session.out() + session.err()).contains("invalid literal for int()"), session.err());
    assertFalse(session.exists("ntuples/DYto2L"));
  }

  @Test
  void without_run_analysis_no_job_starts() throws IOException {
    String written = session.read("analysis.hdw").replace(RESOURCES.toString(), "/nowhere");
    session.file("analysis.hdw", written);
    assertEquals(ExitCode.SURROUNDINGS, session.hdw("run", "@analysis.hdw"));
    assertTrue(
        (session.out() + session.err()).contains("there is no run_analysis.py on the path"),
        session.err());
  }

  private void run() {
    assertEquals(ExitCode.DONE, session.hdw("run", "@analysis.hdw"), () -> session.err());
  }

  private List<String> names(String below) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(below))) {
      return files.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }
}
