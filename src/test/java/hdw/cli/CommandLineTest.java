package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line promises: exit codes, streams, help. */
final class CommandLineTest {
  @TempDir Path folder;

  @Test
  void no_command_shows_help_and_is_a_mistake() {
    var session = new Session(folder);
    assertEquals(ExitCode.USAGE, session.hdw());
    assertTrue(session.err().contains("hdw check analysis.hdw"), session.err());
  }

  @Test
  void every_command_has_help_with_examples() {
    var session = new Session(folder);
    for (String each : new Commands().names()) {
      assertEquals(ExitCode.DONE, session.hdw(each, "--help"));
      assertTrue(session.out().contains("Usage: hdw " + each), session.out());
      assertTrue(session.out().contains("Examples:"), session.out());
      assertEquals(ExitCode.DONE, session.hdw("help", each));
    }
  }

  @Test
  void a_misspelt_command_is_told_what_was_meant() {
    var session = new Session(folder);
    assertEquals(ExitCode.USAGE, session.hdw("chekc", "x.hdw"));
    assertTrue(session.err().contains("did you mean `check`?"), session.err());
  }

  @Test
  void an_unknown_option_is_a_mistake() {
    assertEquals(ExitCode.USAGE, new Session(folder).hdw("check", "--fast", "x.hdw"));
  }

  @Test
  void a_missing_file_is_the_surroundings() {
    var session = new Session(folder);
    assertEquals(ExitCode.SURROUNDINGS, session.hdw("check", "@none.hdw"));
    assertTrue(session.err().contains("there is no file"), session.err());
  }

  @Test
  void status_without_a_run_says_how_to_start_one() {
    var session = new Session(folder);
    assertEquals(ExitCode.SURROUNDINGS, session.hdw("status"));
    assertTrue(session.err().contains("hdw run FILE"), session.err());
  }

  @Test
  void the_version_is_that_of_the_build() throws IOException {
    var session = new Session(folder);
    assertEquals(ExitCode.DONE, session.hdw("--version"));
    assertTrue(session.out().startsWith("hdw " + Version.NUMBER), session.out());
    assertTrue(
        Files.readString(Path.of("pom.xml")).contains("<version>" + Version.NUMBER + "</version>"));
  }

  @Test
  void completion_knows_every_command() {
    var session = new Session(folder);
    for (String shell : new String[] {"bash", "zsh", "fish"}) {
      assertEquals(ExitCode.DONE, session.hdw("completion", shell));
      for (String each : new Commands().names()) {
        assertTrue(session.out().contains(each), shell + " lacks " + each);
      }
    }
    assertEquals(ExitCode.USAGE, session.hdw("completion", "csh"));
  }

  @Test
  void doctor_says_what_is_here() {
    var session = new Session(folder);
    assertEquals(ExitCode.DONE, session.hdw("doctor"));
    assertTrue(session.out().contains("cores"), session.out());
    assertTrue(session.out().contains("bash"), session.out());
  }

  @Test
  void explain_lists_and_shows_messages() {
    var session = new Session(folder);
    assertEquals(ExitCode.DONE, session.hdw("explain"));
    assertTrue(session.out().contains("HDW0301"), session.out());
    assertEquals(ExitCode.USAGE, session.hdw("explain", "HDW9999"));
  }

  @Test
  void fmt_changes_files_in_place_and_check_only_tells() throws IOException {
    var session = new Session(folder).file("f.hdw", "workflow   f\ntask a { run=\"true\" }\n");
    assertEquals(ExitCode.WORKFLOW_ERRORS, session.hdw("fmt", "--check", "@f.hdw"));
    assertEquals(ExitCode.DONE, session.hdw("fmt", "@f.hdw"));
    assertTrue(session.read("f.hdw").startsWith("workflow f\n"), session.read("f.hdw"));
    assertEquals(ExitCode.DONE, session.hdw("fmt", "--check", "@f.hdw"));
  }

  @Test
  void plan_json_has_the_promised_names() throws IOException {
    var session =
        new Session(folder)
            .file("p.hdw", "workflow p\ntask a { output = \"a\" run = \"echo > {{output}}\" }\n");
    assertEquals(ExitCode.DONE, session.hdw("plan", "--json", "--jobs", "@p.hdw"), session.err());
    for (String each :
        new String[] {
          "schema",
          "workflow",
          "jobs",
          "nodes",
          "id",
          "task",
          "dimensions",
          "executor",
          "queue",
          "memory_mib",
          "cpus",
          "time_s",
          "after",
          "job_list",
          "node",
          "inputs",
          "outputs",
          "first_event",
          "last_event"
        }) {
      assertTrue(
          session.out().contains("\"" + each + "\""), each + " is missing in " + session.out());
    }
  }
}
