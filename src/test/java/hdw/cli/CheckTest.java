package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.root.WrittenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code hdw check} tells a person of files that are not as they should be. */
final class CheckTest {
  private static final String BY_FILES =
      "task skim for each sample { split = 1 file  run = \"skim {{inputs}}\" }\n";
  private static final String BY_EVENTS =
      "task skim for each sample { split = 100 events"
          + "  run = \"skim {{first_event}} {{stop_event}} {{input}}\" }\n";

  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void files() throws IOException {
    session = new Session(folder);
    written("good.root", 250);
    written("empty.root", 0);
    byte[] good = Files.readAllBytes(folder.resolve("good.root"));
    Files.write(folder.resolve("cut.root"), Arrays.copyOf(good, good.length / 2));
    session.file("text.root", "an error page of a web server\n");
    new WrittenFile().tree("Runs", 1, 1).write(folder.resolve("treeless.root"));
  }

  private void written(String name, long events) throws IOException {
    new WrittenFile().tree("Events", events, 50).write(folder.resolve(name));
  }

  private ExitCode check(String files, String task, String... options) throws IOException {
    session.file("w.hdw", "workflow w\nsample DY { files = " + files + " }\n" + task);
    return session.hdw(
        Stream.concat(Stream.of("check", "@w.hdw"), Stream.of(options)).toArray(String[]::new));
  }

  private void says(String... words) {
    for (String each : words) {
      assertTrue(session.err().contains(each), each + " is not in\n" + session.err());
    }
  }

  private static final String ALL =
      "[\"good.root\", \"text.root\", \"cut.root\", \"empty.root\", \"treeless.root\"]";

  @Test
  void every_kind_of_bad_file_is_said_once_and_with_its_place_in_the_workflow() throws IOException {
    assertEquals(ExitCode.WORKFLOW_ERRORS, check(ALL, BY_EVENTS));
    says(
        "w.hdw:2:8: error[HDW0516]: 2 of 5 files of sample `DY` cannot be read: `text.root` is no"
            + " ROOT file, `cut.root` ",
        "error[HDW0517]: 1 of 5 files of sample `DY` has no tree `Events`: `treeless.root`",
        "`treeless.root` has `Runs`",
        "warning[HDW0554]: 1 of 5 files of sample `DY` has no events: `empty.root`",
        "2 errors, 1 warning");
    assertEquals(3, session.err().lines().filter(each -> each.contains("w.hdw:2:")).count());
  }

  @Test
  void what_nothing_hangs_on_is_a_warning() throws IOException {
    assertEquals(ExitCode.DONE, check(ALL, BY_FILES), session.err());
    says("warning[HDW0553]: 3 of 5 files", "`text.root`", "`cut.root`", "`treeless.root`");
    says("nothing here needs their events", "0 errors, 2 warnings");
  }

  @Test
  void a_missing_file_is_said_before_any_is_opened() throws IOException {
    assertEquals(ExitCode.WORKFLOW_ERRORS, check("[\"good.root\", \"gone.root\"]", BY_EVENTS));
    says("error[HDW0502]: 1 of 2 files of sample `DY` cannot be found: `gone.root`");
    assertFalse(session.exists("cache/hdw/entries"));
  }

  @Test
  void offline_looks_at_nothing() throws IOException {
    assertEquals(
        ExitCode.DONE,
        check("[\"gone.root\", \"text.root\"]", BY_EVENTS, "--offline"),
        session.err());
    assertFalse(session.exists("cache"));
  }

  @Test
  void a_second_check_opens_no_file() throws IOException {
    Path good = folder.resolve("good.root");
    assertEquals(ExitCode.DONE, check("\"good.root\"", BY_EVENTS), session.err());
    FileTime time = Files.getLastModifiedTime(good);
    Files.write(good, new byte[(int) Files.size(good)]);
    Files.setLastModifiedTime(good, time);
    assertEquals(ExitCode.DONE, check("\"good.root\"", BY_EVENTS), session.err());
    Files.setLastModifiedTime(good, FileTime.fromMillis(time.toMillis() + 1000));
    assertEquals(ExitCode.WORKFLOW_ERRORS, check("\"good.root\"", BY_EVENTS));
  }

  @Test
  void files_that_are_no_root_files_by_their_name_are_left_alone() throws IOException {
    session.file("list.txt", "good.root\n");
    assertEquals(ExitCode.DONE, check("\"list.txt\"", BY_FILES), session.err());
    assertEquals("", session.err());
  }

  @Test
  void a_plan_by_files_opens_none() throws IOException {
    session.file("w.hdw", "workflow w\nsample DY { files = " + ALL + " }\n" + BY_FILES);
    assertEquals(ExitCode.DONE, session.hdw("plan", "@w.hdw"), session.err());
    assertEquals("", session.err());
  }

  @Test
  void examples_without_servers_are_quiet() {
    for (String each : List.of("01-dimuon/analysis.hdw", "04-rules/analysis.hdw")) {
      Path file = Path.of("examples", each).toAbsolutePath();
      assertEquals(ExitCode.DONE, session.hdw("check", file.toString()), session.err());
      assertEquals("", session.err());
    }
  }
}
