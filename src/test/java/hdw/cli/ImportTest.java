package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What {@code hdw import higgsdna} writes, compared whole with {@code expected.hdw} in the folders
 * of {@code src/test/resources/higgsdna}; the system property {@code golden.update} writes them
 * instead.
 */
final class ImportTest {
  private static final Path CASES = Path.of("src/test/resources/higgsdna");

  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void type() {
    session = new Session(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "wwgg, --executor vanilla_lxplus --queue longlunch --dump /eos/user/h/higgs/wwgg -- --nano-version 15",
    "base, --executor vanilla_slurm --memory 4000 --walltime 01:30:00 --queue short --files-per-job 10",
    "everything, --dump out --setup source=env.sh -- --skipbadfiles --triggerGroup .*EGamma.*"
  })
  void a_person_could_have_written_it(String name, String options) throws IOException {
    Path expected = CASES.resolve(name).resolve("expected.hdw");
    copy(CASES.resolve(name));
    writeEvents();
    assertEquals(ExitCode.DONE, hdw(options), () -> session.err());
    String written = session.read("analysis.hdw");
    if (System.getProperty("golden.update") != null) {
      Files.writeString(expected, written);
    }
    assertEquals(Files.readString(expected), written);
    assertEquals(ExitCode.DONE, session.hdw("fmt", "--check", "@analysis.hdw"), session.err());
    assertEquals(ExitCode.DONE, session.hdw("check", "--offline", "@analysis.hdw"));
    assertEquals("", session.err());
    assertEquals(ExitCode.DONE, session.hdw("plan", "@analysis.hdw"));
    assertEquals("", session.err());
  }

  @Test
  void what_is_common_stands_once_and_samples_are_taken_from_their_file() throws IOException {
    simple();
    assertEquals(ExitCode.DONE, hdw("--output -"));
    assertTrue(session.out().contains("samples from \"samples.json\"\n"), session.out());
    assertTrue(session.out().contains("\"year\": {\"{{sample}}\": [\"2024\"]}"), session.out());
    assertFalse(session.exists("analysis.hdw"));
  }

  @Test
  void a_file_that_is_there_is_replaced_only_when_that_is_said() throws IOException {
    simple().file("analysis.hdw", "# mine\n");
    assertEquals(ExitCode.USAGE, hdw(""));
    assertTrue(session.err().contains("--overwrite"), session.err());
    assertEquals("# mine\n", session.read("analysis.hdw"));
    assertEquals(ExitCode.DONE, hdw("--overwrite"));
    assertTrue(session.read("analysis.hdw").startsWith("# HiggsDNA's analysis.json"));
  }

  @Test
  void the_sample_json_is_found_from_where_the_workflow_stands() throws IOException {
    simple().file("samples.json", "{\"A\": [\"root://x//a.root\"], \"B\": [\"root://x//b.root\"]}");
    Files.createDirectories(folder.resolve("deep"));
    assertEquals(ExitCode.DONE, hdw("--output deep/w.hdw"));
    assertEquals(ExitCode.DONE, session.hdw("plan", "@deep/w.hdw"), session.err());
    assertTrue(session.read("deep/w.hdw").contains("samples from \"../samples.json\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vanilla_lxplus      | use \"sites/lxplus\"   | queue             = workday",
        "dask/lxplus         | use \"sites/lxplus\"   | memory            = 10 GB",
        "vanilla_slurm       | use \"sites/slurm\"    | time              = 1 h",
        "vanilla_slurm       | use \"sites/slurm\"    | queue             = standard",
        "dask/slurm          | use \"sites/slurm\"    | memory            = 10 GB",
        "dask/condor         | executor = htcondor      | memory            = 10 GB",
        "dask/condor         | executor          = dask | cluster {",
        "dask/lxplus         | executor          = dask | queue             = workday",
        "dask/slurm          | executor          = dask | use \"sites/slurm\"",
        "dask/local          | executor          = dask | split             = 1 file"
      })
  void executors_have_the_names_and_defaults_that_higgsdna_has(
      String executor, String first, String second) throws IOException {
    simple();
    assertEquals(ExitCode.DONE, hdw("--output - --executor " + executor), session.err());
    String plain = session.out().replaceAll(" +", " ");
    assertTrue(plain.contains(first.replaceAll(" +", " ")), plain);
    assertTrue(plain.contains(second.replaceAll(" +", " ")), plain);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--executor parls/slurm          | hdw has nothing like the executor `parls/slurm`",
        "--executor futures --site lxplus | a site says the executor",
        "--memory 10G                    | --memory wants a size such as 10GB, not `10G`",
        "--walltime 90                   | --walltime wants a time such as 01:30:00, not `90`",
        "--queue a,b                     | a queue of hdw is a word, not `a,b`",
        "--dump root://eos//x            | --dump wants a folder",
        "--files-per-job 0               | wants a whole number of at least 1",
        "--limit 3                       | --limit",
        "more                            | options for jobs stand behind --",
        "-- --dump x                     | `--dump` is nothing that a job passes on",
        "-- --json-analysis=x            | is nothing that a job passes on"
      })
  void an_option_that_says_nothing_here_is_refused(String options, String message)
      throws IOException {
    simple();
    assertEquals(ExitCode.USAGE, hdw(options));
    assertTrue(session.err().contains(message), session.err());
    assertFalse(session.exists("analysis.hdw"));
  }

  @Test
  void what_is_missing_on_the_command_line_is_said() {
    assertEquals(ExitCode.USAGE, session.hdw("import"));
    assertEquals(ExitCode.USAGE, session.hdw("import", "coffea", "analysis.json"));
    assertTrue(session.err().contains("not from `coffea`"), session.err());
    assertEquals(ExitCode.SURROUNDINGS, session.hdw("import", "higgsdna", "analysis.json"));
    assertTrue(session.err().contains("there is no file `analysis.json`"), session.err());
  }

  private ExitCode hdw(String options) {
    var words = new ArrayList<>(List.of("import", "higgsdna", "analysis.json"));
    if (!options.isEmpty()) {
      for (String each : options.split(" ", -1)) {
        words.add(each.replace("source=", "source "));
      }
    }
    return session.hdw(words.toArray(String[]::new));
  }

  private Session simple() throws IOException {
    writeEvents();
    return session
        .file("samples.json", "{\"A\": [\"data/1.root\"], \"B\": [\"data/2.root\"]}")
        .file(
            "analysis.json",
            "{\"samplejson\": \"samples.json\", \"workflow\": \"base\", \"metaconditions\": \"m\","
                + " \"taggers\": [], \"year\": {\"A\": [\"2024\"], \"B\": [\"2024\"]},"
                + " \"systematics\": {}, \"corrections\": {}}");
  }

  private void copy(Path from) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        session.file(from.relativize(each).toString(), Files.readString(each));
      }
    }
  }

  private void writeEvents() throws IOException {
    for (int i = 1; i <= 6; i++) {
      session.file("data/" + i + ".root", "5\n");
    }
  }
}
