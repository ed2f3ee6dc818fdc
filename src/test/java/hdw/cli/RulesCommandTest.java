package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hdw rules} shows what would happen before anything has failed. */
final class RulesCommandTest {
  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void write() throws IOException {
    session =
        new Session(folder)
            .file("a.root", "")
            .file("b.root", "")
            .file("c.root", "")
            .file(
                "w.hdw",
                """
                workflow w
                use "sites/lxplus"
                sample DY { files = ["a.root", "b.root"] }
                sample Data { files = "c.root" }
                task ntuple for each sample {
                  split  = 1 file
                  queue  = espresso
                  output = "{{sample}}/{{chunk}}"
                  run    = "cat {{inputs}} > {{output}}"
                }
                task plots {
                  input    = ntuple
                  executor = local
                  output   = "p"
                  run      = "cat {{inputs}} > {{output}}"
                }
                rule data { when sample == "Data"  then memory = 4 GB }
                rule broken on failure { when reason == bad_input and log matches "zombie"  then skip }
                rule grow on failure {
                  when reason == out_of_memory and attempt < 4
                  then memory = min(memory * 2, 16 GB), retry
                }
                rule longer on failure { when reason == out_of_time  then queue = next, retry }
                rule input on failure { when reason == bad_input and not repeated  then retry after 5 min }
                """);
  }

  private void says(String... parts) {
    for (String each : parts) {
      assertTrue(session.out().contains(each), each + " is not in\n" + session.out());
    }
  }

  @Test
  void each_reason_has_the_ladder_that_a_failing_job_would_climb() {
    assertEquals(ExitCode.DONE, session.hdw("rules", "@w.hdw"), session.err());
    says(
        "ntuple/DY\n",
        "2 -> 4 -> 8 -> 16 GB, then fail",
        "rule grow at ",
        "espresso 20 min -> microcentury 1 h -> longlunch 2 h -> workday 8 h, then fail",
        "again 3 times after 5 min, then fail; once where it fails in the same way",
        "fail: no rule matches");
  }

  @Test
  void jobs_that_climb_differently_are_shown_apart() {
    session.hdw("rules", "@w.hdw");
    says("ntuple/Data\n", "4 -> 8 -> 16 GB, then fail", "fail: there is no next queue");
  }

  @Test
  void the_worst_case_is_in_core_hours_or_has_no_end() {
    session.hdw("rules", "@w.hdw");
    // 20 min, 1 h, 2 h and 8 h for each of two jobs
    says(
        "worst case: 4 attempts for each of 2 jobs, 22.7 core-hours",
        "worst case: 4 attempts for 1 job, 11.3 core-hours",
        "worst case: 4 attempts for 1 job, without an end, as a job has no time limit");
  }

  @Test
  void rules_that_look_at_more_than_the_reason_are_listed() {
    session.hdw("rules", "@w.hdw");
    says("rule broken at ", "where reason == bad_input and log matches \"zombie\"");
  }

  @Test
  void a_made_up_failure_is_told_which_rule_decides_and_why_others_do_not() {
    ExitCode code =
        session.hdw(
            "rules", "@w.hdw", "--try", "reason=out_of_memory,task=ntuple", "--try", "memory=4GB");
    assertEquals(ExitCode.DONE, code, session.err());
    says(
        "not `reason == bad_input`: reason is out_of_memory",
        "-> grow at ",
        "memory = 8 GB, retry");
    session.hdw("rules", "@w.hdw", "--try", "reason=out_of_memory,attempt=4");
    says("not `attempt < 4`: attempt is 4", "fail (no rule matches out_of_memory)");
  }

  @Test
  void a_log_may_hold_commas_and_decides_the_reason() {
    ExitCode code = session.hdw("rules", "@w.hdw", "--try", "exit=3,log=a zombie, b=c");
    assertEquals(ExitCode.DONE, code, session.err());
    says("fails with command_failed, likely", "\"a zombie, b=c\"");
  }

  @Test
  void what_cannot_be_tried_is_a_mistake_of_the_command_line() {
    for (String each :
        new String[] {
          "reason=out_of_mind", "attempt=two", "memory=much", "task=none", "nonsense", "memory=4h"
        }) {
      assertEquals(ExitCode.USAGE, session.hdw("rules", "@w.hdw", "--try", each), each);
    }
  }
}
