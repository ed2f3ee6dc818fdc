package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunks that are halved in the middle of a run until only what is bad is left out. */
final class HalveTest {

  /** Sixteen files in two chunks; the gather is a plain one or a tree. */
  private static final String WORKFLOW =
      """
      workflow h
      sample s { files = glob("in/*.txt") }
      symptom bad_input when log matches "damaged"
      task copy for each sample {
        split  = 8 files
        memory = 20 MB
        output = "out/{{chunk}}.txt"
        run    = "echo $HDW_JOB >> begun; source ./copy.sh; cat {{inputs}} > {{output}}"
      }
      task upper for each sample {
        input  = each copy
        memory = 20 MB
        output = "upper/{{chunk}}.txt"
        run    = "echo $HDW_JOB >> begun; tr a-z A-Z < {{input}} > {{output}}"
      }
      task all for each sample {
        input  = GATHER
        memory = 20 MB
        output = "all.txt"
        run    = "echo $HDW_JOB >> begun; cat {{inputs}} > {{output}}"
      }
      rule cut on failure { when reason == bad_input and chunk.files > 1 then halve }
      rule leave on failure { when reason == bad_input then skip }
      """;

  private static final String CHECK =
      "for each in {{inputs}}; do if grep -q bad \"$each\"; then echo damaged >&2; exit 1; fi; done; ";

  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void files() throws IOException {
    session = new Session(folder).file("copy.sh", "true\n");
    IntStream.range(0, 16).forEach(i -> write(i, "line " + i));
  }

  private void write(int number, String text) {
    try {
      session.file("in/%02d.txt".formatted(number), text + "\n");
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  private void workflow(String gather) throws IOException {
    session.file(
        "h.hdw",
        WORKFLOW
            .replace("GATHER", gather)
            .replace(
                "cat {{inputs}} > {{output}}\"\n}\ntask upper",
                CHECK + "cat {{inputs}} > {{output}}\"\n}\ntask upper")
            .replace("\"echo $HDW_JOB >> begun; source", "\"\"\"echo $HDW_JOB >> begun; source")
            .replace("{{output}}\"\n}\ntask upper", "{{output}}\"\"\"\n}\ntask upper"));
  }

  private ExitCode run() {
    return session.hdw("run", "@h.hdw", "-j", "2");
  }

  private static String good(int... bad) {
    return IntStream.range(0, 16)
        .filter(i -> IntStream.of(bad).noneMatch(each -> each == i))
        .mapToObj(i -> "LINE " + i + "\n")
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @ValueSource(strings = {"upper", "upper by 4", "upper by 2"})
  void one_bad_file_costs_itself_alone_and_the_rest_comes_in_order(String gather)
      throws IOException {
    workflow(gather);
    write(5, "bad");
    assertEquals(ExitCode.DONE, run(), session.err());
    assertEquals(good(5), session.read("all.txt"));
    Counts counts = Counts.of(session);
    // 8-15 whole; 0-3 whole; 6-7 whole; 4 alone; 5 skipped
    assertEquals("5 jobs, 4 done, 1 skipped, 1 given_up", counts.node("copy/s"));
    assertEquals("5 jobs, 4 done, 1 skipped", counts.node("upper/s"));
    assertEquals("16 files, 15 done, 1 skipped", counts.coverage("copy/s"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"upper", "upper by 2"})
  void bad_files_in_both_chunks_are_found_side_by_side(String gather) throws IOException {
    workflow(gather);
    List.of(0, 7, 8, 9, 15).forEach(each -> write(each, "bad"));
    assertEquals(ExitCode.DONE, run(), session.err());
    assertEquals(good(0, 7, 8, 9, 15), session.read("all.txt"));
    assertEquals("16 files, 11 done, 5 skipped", Counts.of(session).coverage("copy/s"));
  }

  @Test
  void halves_that_were_cut_stay_cut_and_nothing_runs_again() throws IOException {
    workflow("upper by 4");
    write(5, "bad");
    assertEquals(ExitCode.DONE, run(), session.err());
    Files.delete(folder.resolve("begun"));
    assertEquals(ExitCode.DONE, run(), session.err());
    assertTrue(session.err().contains("nothing to do"), session.err());
    assertFalse(session.exists("begun"));
    write(12, "line twelve");
    assertEquals(ExitCode.DONE, run(), session.err());
    assertEquals(good(5).replace("LINE 12", "LINE TWELVE"), session.read("all.txt"));
    long copied = session.read("begun").lines().filter(each -> each.startsWith("copy")).count();
    assertEquals(1, copied, session.read("begun"));
    Files.delete(folder.resolve("begun"));
    write(2, "line two");
    assertEquals(ExitCode.DONE, run(), session.err());
    assertEquals("5 jobs, 4 done, 1 skipped, 1 given_up", Counts.of(session).node("copy/s"));
    copied = session.read("begun").lines().filter(each -> each.startsWith("copy")).count();
    assertEquals(1, copied, session.read("begun"));
  }

  @Test
  void a_file_that_was_left_out_comes_back_when_it_is_mended() throws IOException {
    workflow("upper");
    write(5, "bad");
    assertEquals(ExitCode.DONE, run(), session.err());
    write(5, "line 5");
    assertEquals(ExitCode.DONE, run(), session.err());
    assertEquals(good(), session.read("all.txt"));
    assertEquals("5 jobs, 5 done", Counts.of(session).node("copy/s"));
  }

  @Test
  void a_node_is_halved_while_others_of_its_jobs_run() throws IOException {
    workflow("upper by 2");
    write(5, "bad");
    // the second chunk begins first to end last
    session.file(
        "copy.sh",
        """
        if grep -q 08.txt "$HDW_INPUTS"; then touch held; until [ -e cut ]; do sleep 0.02; done; fi
        if [ $(sort -u begun | grep -c ^copy) -ge 4 ]; then touch cut; fi
        """);
    assertEquals(ExitCode.DONE, run(), session.err());
    assertEquals(good(5), session.read("all.txt"));
    assertTrue(session.exists("held"), "the second chunk was not held");
    assertEquals("5 jobs, 4 done, 1 skipped, 1 given_up", Counts.of(session).node("copy/s"));
  }

  @Test
  void what_a_chain_made_of_a_chunk_that_is_halved_later_is_made_anew_and_the_old_is_removed()
      throws IOException {
    // the trouble shows only in the second task of the chain
    workflow("upper by 4");
    session.file(
        "h.hdw",
        session
            .read("h.hdw")
            .replace(CHECK, "")
            .replace(
                "tr a-z", "if grep -q bad {{input}}; then echo damaged >&2; exit 1; fi; tr a-z"));
    write(5, "bad");
    assertEquals(ExitCode.DONE, run(), session.err());
    assertEquals(good(5), session.read("all.txt"));
    assertEquals("5 jobs, 5 done", Counts.of(session).node("copy/s"));
    assertEquals("5 jobs, 4 done, 1 skipped, 1 given_up", Counts.of(session).node("upper/s"));
    assertEquals(5, files("out"));
    assertEquals(4, files("upper"));
  }

  @Test
  void an_output_of_a_halved_chunk_that_somebody_changed_is_left_alone() throws IOException {
    workflow("upper");
    session.file(
        "h.hdw",
        session
            .read("h.hdw")
            .replace(CHECK, "")
            .replace(
                "tr a-z",
                "if grep -q bad {{input}}; then echo mine >> {{input}}; cp {{input}} kept.${RANDOM}; echo damaged"
                    + " >&2; exit 1; fi; tr a-z"));
    write(5, "bad");
    session.hdw("run", "@h.hdw", "-j", "1");
    // every output of copy that upper wrote into is still there
    try (Stream<Path> out = Files.list(folder.resolve("out"))) {
      List<Path> changed = out.filter(each -> text(each).contains("mine")).toList();
      assertEquals(4, changed.size(), changed.toString());
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  @Test
  void a_job_of_one_file_that_is_to_be_halved_fails_and_says_why() throws IOException {
    workflow("upper");
    session.file("h.hdw", session.read("h.hdw").replace(" and chunk.files > 1", ""));
    write(5, "bad");
    assertEquals(ExitCode.JOBS_FAILED, run(), session.err());
    session.hdw("why", "copy/s/05");
    assertTrue(session.out().contains("a chunk of one file cannot be halved"), session.out());
    assertEquals("16 files, 15 done, 1 failed", Counts.of(session).coverage("copy/s"));
    assertFalse(session.exists("all.txt"));
  }

  private long files(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      return files.count();
    }
  }
}
