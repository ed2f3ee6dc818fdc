package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample that changes from run to run: only what is new or changed runs. */
final class KeptChunksRunTest {
  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void write() throws IOException {
    session = new Session(folder);
    for (int i = 0; i < 40; i++) {
      session.file("data/f%02d.txt".formatted(i), "one line\n");
    }
    list(IntStream.range(0, 40).mapToObj("f%02d"::formatted).toList());
  }

  private void list(List<String> names) throws IOException {
    session.file(
        "files.txt",
        names.stream().map(each -> "data/" + each + ".txt\n").collect(Collectors.joining()));
  }

  private void workflow(String split) throws IOException {
    session.file(
        "w.hdw",
        """
        workflow w
        sample s { files = lines("files.txt") }
        task part for each sample { split = %s  output = "parts/{{chunk}}"  run = "cat {{inputs}} > {{output}}" }
        task all { input = part  output = "all"  run = "cat {{inputs}} > {{output}}" }
        """
            .formatted(split));
  }

  /** How many jobs of `part` ran, by the journal's word. */
  private long run(String... more) throws IOException {
    String[] words = new String[more.length + 2];
    words[0] = "run";
    words[1] = "@w.hdw";
    System.arraycopy(more, 0, words, 2, more.length);
    assertEquals(ExitCode.DONE, session.hdw(words), session.err());
    return session
        .read(".hdw/latest/journal.jsonl")
        .lines()
        .filter(each -> each.contains("\"event\":\"done\"") && each.contains("\"part/s/"))
        .count();
  }

  private static List<String> names(int count) {
    return new java.util.ArrayList<>(
        IntStream.range(0, count).mapToObj("f%02d"::formatted).toList());
  }

  @Test
  void a_file_in_the_middle_runs_its_own_chunk_and_what_is_downstream_of_it() throws IOException {
    session.file("data/new.txt", "a new line\n");
    for (String split : List.of("1 file", "3 files", "30 MB", "7 jobs")) {
      list(names(40));
      workflow(split);
      run("--new", "--overwrite");
      List<String> more = names(40);
      more.add(20, "new");
      list(more);
      assertEquals(1, run("--overwrite"), split);
      assertEquals(41, session.read("all").lines().count(), split);
    }
  }

  @Test
  void a_file_that_changed_runs_its_own_chunk_again() throws IOException {
    workflow("4 files");
    assertEquals(10, run());
    session.file("data/f09.txt", "another line\n");
    assertEquals(1, run());
  }

  @Test
  void chunks_come_back_with_their_files() throws IOException {
    workflow("4 files");
    assertEquals(10, run());
    List<String> less = names(40);
    less.remove(9);
    list(less);
    assertEquals(1, run());
    list(names(40));
    assertTrue(run() <= 1, "the other nine chunks were never touched");
    assertEquals(40, session.read("all").lines().count());
  }

  @Test
  void recut_gives_up_what_was_kept_for_good() throws IOException {
    workflow("4 files");
    run();
    List<String> more = names(40);
    more.add(0, "new");
    session.file("data/new.txt", "a new line\n");
    list(more);
    assertEquals(11, run("--recut"));
    session.hdw("plan", "@w.hdw");
    assertTrue(session.out().contains("12 jobs"), session.out());
    assertEquals(0, session.hdw("run", "@w.hdw") == ExitCode.DONE ? 0 : 1, session.err());
  }
}
