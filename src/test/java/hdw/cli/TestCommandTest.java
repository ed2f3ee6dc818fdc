package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hdw test} runs the cases of a file and says what came out instead. */
final class TestCommandTest {
  private static final String RULES =
      """
      use "rules/standard"
      param most = 8 GB
      symptom bad_input when log matches "zombie"
      rule grow on failure {
        when reason == out_of_memory and memory < most
        then memory = min(memory * 2, most), retry
      }
      """;

  @TempDir Path folder;

  private Session session(String... cases) throws IOException {
    return new Session(folder).file("r.hdw", RULES + String.join("\n", cases) + "\n");
  }

  @Test
  void the_shipped_rules_do_what_their_cases_say() {
    var session = new Session(folder);
    assertEquals(ExitCode.DONE, session.hdw("test", "rules/standard"), session.err());
    assertTrue(session.out().contains("ok     memory_doubles\n"), session.out());
    assertTrue(session.out().endsWith("cases, all as expected\n"), session.out());
    String shipped = session.out();
    assertEquals(ExitCode.DONE, session.hdw("test", "workflows/rules/standard.hdw"));
    assertEquals(shipped, session.out());
  }

  @Test
  void a_case_without_a_reason_is_told_one_by_its_log_and_exit() throws IOException {
    var session =
        session(
            "case a { exit = 1 log = \"a zombie\" expect = \"bad_input: retry after 5 min\" }",
            "case b { exit = 1 log = \"x\" expect = \"command_failed: fail\" }");
    assertEquals(ExitCode.DONE, session.hdw("test", "@r.hdw"), session.err());
    assertEquals("ok     a\nok     b\n2 cases, all as expected\n", session.out());
  }

  @Test
  void a_case_that_comes_out_differently_says_what_decided() throws IOException {
    var session =
        session(
            "case a { reason = out_of_memory memory = 6 GB expect = \"memory = 12 GB, retry\" }");
    assertEquals(ExitCode.WORKFLOW_ERRORS, session.hdw("test", "@r.hdw"));
    assertEquals("not ok a\n1 case, 1 not as expected\n", session.out());
    for (String each :
        new String[] {
          "r.hdw:8:6: error[HDW0601]: case `a` expects `memory = 12 GB, retry` but gets"
              + " `memory = 8 GB, retry`",
          "rule `grow` decides at",
          "the reason is out_of_memory"
        }) {
      assertTrue(session.err().contains(each), each + " is not in " + session.err());
    }
  }

  @Test
  void all_that_a_case_can_give_reaches_the_rules() throws IOException {
    var session =
        session(
            "samples from \"s.json\" { kind = \"mc\" }",
            "task t for each sample, v in [\"a\", \"b\"] { run = \"cat {{inputs}} {{v}}\" }",
            "rule all on failure {",
            "  when task == t and v == \"b\" and sample.kind == \"mc\" and sample == \"DY\"",
            "      and signal == 9 and restarts == 2 and node == \"wn1\" and repeated",
            "      and memory_used > 3 GB and time_used < 1 h and cpus == 4",
            "  then skip",
            "}",
            "case c {",
            "  task = t  v = \"b\"  sample = \"DY\"  signal = 9  restarts = 2  node = \"wn1\"",
            "  repeated = true  memory_used = 4 GB  time_used = 30 min  cpus = 4  expect = \"skip\"",
            "}",
            "case d {",
            "  task = t  v = \"a\"  sample = \"DY\"  signal = 9  restarts = 2  node = \"wn1\"",
            "  repeated = true  memory_used = 4 GB  time_used = 30 min  cpus = 4  expect = \"fail\"",
            "}");
    session.file("s.json", "{\"DY\": [\"a.root\"]}").file("a.root", "x");
    assertEquals(ExitCode.DONE, session.hdw("test", "@r.hdw"), session.out() + session.err());
  }

  @Test
  void cases_of_used_files_run_too_but_not_those_that_are_shipped() throws IOException {
    var session =
        new Session(folder)
            .file("more.hdw", RULES + "case inner { reason = removed expect = \"fail\" }\n")
            .file(
                "w.hdw",
                """
                workflow w
                use "more"
                task t { run = "true" }
                case outer { reason = lost_node expect = "retry after 60 s" }
                """);
    assertEquals(ExitCode.DONE, session.hdw("test", "@w.hdw"), session.err());
    assertTrue(session.out().contains("inner") && session.out().contains("outer"), session.out());
    assertFalse(session.out().contains("memory_doubles"), session.out());
  }

  @Test
  void a_longer_queue_is_found_at_the_site() throws IOException {
    var session =
        session(
            "use \"sites/lxplus\"",
            "case a { reason = out_of_time queue = espresso expect = \"queue = next, retry\" }",
            "case b { reason = out_of_time time = 90 min expect = \"queue = workday, time = 8 h\" }",
            "case c { reason = out_of_time queue = nextweek expect = \"fail\" }");
    assertEquals(ExitCode.DONE, session.hdw("test", "@r.hdw"), session.out() + session.err());
  }

  @Test
  void a_file_with_mistakes_is_not_tested() throws IOException {
    var session = session("case a { reason = out_of_mind expect = \"fail\" }");
    assertEquals(ExitCode.WORKFLOW_ERRORS, session.hdw("test", "@r.hdw"));
    assertEquals("", session.out());
    assertEquals(ExitCode.SURROUNDINGS, session.hdw("test", "rules/none"));
  }
}
