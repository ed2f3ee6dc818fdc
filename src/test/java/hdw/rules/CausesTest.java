package hdw.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.model.Reason;
import hdw.rules.Cause.Sureness;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reason follows from evidence, never from an exit code alone. */
final class CausesTest {
  private static final String KILLED = "job.sh: line 12:  3456 Killed                  python x.py";

  @TempDir Path folder;

  private Cause cause(Evidence evidence, String... symptoms) throws IOException {
    var workflow = Attempts.workflow(folder, "workflow w\n" + String.join("\n", symptoms) + "\n");
    return new Causes(workflow, Attempts.world(folder)).of(evidence, "skim");
  }

  private void check(Reason reason, Sureness sure, Evidence evidence, String... symptoms)
      throws IOException {
    Cause cause = cause(evidence, symptoms);
    assertEquals(reason + " " + sure, cause.reason() + " " + cause.sure(), cause.toString());
  }

  @Test
  void a_137_without_a_second_sign_is_no_out_of_memory() throws IOException {
    check(Reason.UNKNOWN, Sureness.GUESSED, Attempts.ended(137, ""));
    check(Reason.UNKNOWN, Sureness.GUESSED, Attempts.ended(137, "event 1000 done"));
  }

  @Test
  void a_137_is_out_of_memory_where_bash_saw_a_kill_or_memory_was_full() throws IOException {
    check(Reason.OUT_OF_MEMORY, Sureness.LIKELY, Attempts.ended(137, KILLED));
    check(
        Reason.OUT_OF_MEMORY,
        Sureness.CERTAIN,
        Attempts.of(137, "").used(1990, 2048, 60, 3600).evidence());
    Cause both = cause(Attempts.of(137, KILLED).used(1990, 2048, 60, 3600).evidence());
    assertEquals(
        List.of("used 1.9 GB of 2 GB", "standard error says \"" + KILLED + "\"", "exit code 137"),
        both.because());
  }

  @Test
  void a_job_that_was_killed_with_memory_to_spare_did_not_run_out_of_it() throws IOException {
    check(
        Reason.UNKNOWN,
        Sureness.GUESSED,
        Attempts.of(137, KILLED).used(100, 2048, 60, 3600).evidence());
  }

  @Test
  void full_memory_is_no_reason_for_an_ordinary_failure() throws IOException {
    check(
        Reason.COMMAND_FAILED,
        Sureness.LIKELY,
        Attempts.of(1, "KeyError: 'x'").used(2040, 2048, 60, 3600).evidence());
  }

  @Test
  void a_kill_at_the_end_of_its_time_is_out_of_time() throws IOException {
    for (int exit : new int[] {124, 137, 143}) {
      check(
          Reason.OUT_OF_TIME,
          Sureness.CERTAIN,
          Attempts.of(exit, "").used(2040, 2048, 3600, 3600).evidence());
      assertNotEquals(
          Reason.OUT_OF_TIME,
          cause(Attempts.of(exit, "").used(100, 2048, 60, 3600).evidence()).reason());
    }
  }

  @Test
  void what_the_executor_ended_needs_no_second_sign() throws IOException {
    check(
        Reason.OUT_OF_TIME,
        Sureness.CERTAIN,
        Attempts.of(0, "").verdict(Verdict.OUT_OF_TIME).evidence());
    check(
        Reason.LOST_NODE,
        Sureness.CERTAIN,
        Attempts.of(0, "").unseen().verdict(Verdict.LOST_NODE).evidence());
    check(
        Reason.LOST_NODE,
        Sureness.LIKELY,
        Attempts.of(1, "").verdict(Verdict.LOST_NODE).evidence());
  }

  @Test
  void the_codes_of_the_job_script_count_only_with_its_own_words() throws IOException {
    check(Reason.NOT_STARTED, Sureness.CERTAIN, Attempts.ended(90, "hdw: cannot make a folder /x"));
    check(
        Reason.MISSING_OUTPUT,
        Sureness.CERTAIN,
        Attempts.ended(91, "hdw: the command ended with 0 but did not write a.root"));
    check(
        Reason.COMMAND_FAILED,
        Sureness.CERTAIN,
        Attempts.ended(92, "hdw: cannot move the output to a.root"));
    check(
        Reason.DISK_FULL,
        Sureness.CERTAIN,
        Attempts.ended(
            92, "cp: x: No space left on device\nhdw: cannot move the output to a.root"));
    for (int exit : new int[] {90, 91, 92}) {
      check(Reason.COMMAND_FAILED, Sureness.LIKELY, Attempts.ended(exit, "no such option"));
    }
    check(Reason.COMMAND_FAILED, Sureness.GUESSED, Attempts.ended(1, "hdw: cannot make a folder"));
  }

  @Test
  void a_missing_output_is_explained_by_what_the_command_said() throws IOException {
    String symptom = "symptom bad_input when log matches \"Error in <TFile\"";
    Evidence evidence =
        Attempts.ended(91, "Error in <TFile::Open>: x\nhdw: the command did not write a.root");
    check(Reason.BAD_INPUT, Sureness.LIKELY, evidence, symptom);
    check(
        Reason.MISSING_OUTPUT,
        Sureness.CERTAIN,
        evidence,
        "symptom command_failed when log matches \"Error in <TFile\"");
    check(Reason.MISSING_OUTPUT, Sureness.CERTAIN, Attempts.of(0, "").missing("a.root").evidence());
  }

  @Test
  void a_signal_needs_the_line_that_bash_writes() throws IOException {
    String line = "job.sh: line 2: 10197 Segmentation fault      ./seg";
    check(Reason.COMMAND_FAILED, Sureness.CERTAIN, Attempts.ended(139, line));
    check(Reason.COMMAND_FAILED, Sureness.GUESSED, Attempts.ended(139, "event 12"));
    assertEquals(11, BashWords.signal(Attempts.ended(139, line)).orElse(0));
    assertTrue(BashWords.signal(Attempts.ended(139, "event 12")).isEmpty());
    assertTrue(BashWords.signal(Attempts.ended(1, line)).isEmpty());
    assertTrue(BashWords.signal(Attempts.of(139, "").out(line).evidence()).isEmpty());
  }

  @Test
  void a_symptom_with_a_nonzero_exit_is_certain_and_alone_it_is_likely() throws IOException {
    String symptom = "symptom bad_input when log matches \"zombie\"";
    check(Reason.BAD_INPUT, Sureness.CERTAIN, Attempts.ended(1, "a zombie"), symptom);
    check(
        Reason.BAD_INPUT, Sureness.LIKELY, Attempts.of(1, "a zombie").unseen().evidence(), symptom);
    Cause cause = cause(Attempts.ended(1, "a zombie\nbye"), symptom);
    assertEquals("a zombie", cause.line());
    assertTrue(cause.because().get(0).endsWith("w.hdw:2"), cause.because().get(0));
  }

  @Test
  void a_symptom_sees_more_than_the_log() throws IOException {
    check(
        Reason.NO_CREDENTIAL,
        Sureness.CERTAIN,
        Attempts.ended(54, "x"),
        "symptom no_credential when exit == 54 and task == skim",
        "task skim { run = \"true\" }");
    check(
        Reason.LOST_NODE,
        Sureness.CERTAIN,
        Attempts.of(1, "x").used(100, 2048, 9, 3600).evidence(),
        "symptom lost_node when node == \"wn17\" and time_used < 10 s and memory_used < 1 GB");
  }

  @Test
  void a_symptom_that_asks_what_nobody_knows_is_not_there() throws IOException {
    for (String each : List.of("memory_used > 1 MB", "signal == 9", "reason == unknown")) {
      check(
          Reason.COMMAND_FAILED,
          Sureness.LIKELY,
          Attempts.ended(1, "x"),
          "symptom bad_input when " + each);
    }
  }

  @Test
  void the_first_symptom_counts_and_standard_output_is_looked_at_too() throws IOException {
    Cause cause =
        cause(
            Attempts.of(1, "warning").out("zombie 1\nzombie 2").evidence(),
            "let sign = \"zombie\"",
            "symptom bad_input when log matches sign",
            "symptom disk_full when log matches \"zombie\"");
    assertEquals(Reason.BAD_INPUT, cause.reason());
    assertEquals("zombie 2", cause.line());
  }

  @Test
  void nothing_reaches_a_terminal_but_text() throws IOException {
    String nasty = "\u001b[31mred\u001b[0m \u001b]0;title\u0007\u202eabc\u0000\tend";
    assertEquals("red abc\tend", cause(Attempts.ended(1, nasty)).line());
    assertEquals(300, cause(Attempts.ended(1, "x".repeat(5000))).line().length());
    assertEquals("done 100%", cause(Attempts.ended(1, "done 10%\rdone 100%\r")).line());
  }

  @Test
  void the_line_says_more_than_that_it_ended() throws IOException {
    assertEquals("KeyError: 'x'", cause(Attempts.ended(1, "KeyError: 'x'\nhdw: stopped\n")).line());
    assertEquals("hdw: stopped", cause(Attempts.ended(1, "hdw: stopped\n")).line());
    assertEquals("in out", cause(Attempts.of(1, " \n").out("in out\n").evidence()).line());
    assertEquals("exit code 3, and not a word", cause(Attempts.ended(3, "")).line());
    assertEquals(
        "nobody saw it end, and not a word", cause(Attempts.of(3, "").unseen().evidence()).line());
  }

  @Test
  void failures_that_are_alike_have_one_sign_and_others_have_not() throws IOException {
    String first = "a\nopening /eos/a/1.root\nerror at 0x7f12 in job 3fa85f6412345678, event 12";
    String second = "b\nopening /eos/b/22.root\nerror at 0x7a99 in job 99a85f6412345679, event 3";
    String sign = cause(Attempts.ended(1, first)).sign();
    assertTrue(sign.matches("[0-9a-f]{16}"), sign);
    assertEquals(sign, cause(Attempts.ended(1, "more\n" + first)).sign());
    assertNotEquals(sign, cause(Attempts.ended(2, first)).sign());
    assertNotEquals(sign, cause(Attempts.ended(1, first + "\nbad")).sign());
    assertEquals(
        cause(Attempts.ended(1, first.substring(2))).sign(),
        cause(Attempts.ended(1, second.substring(2))).sign());
  }
}
