package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What is said to be typed next after a run that did not end well. */
final class AgainTest {
  private static String again(String... typed) {
    return Again.of(new CommandLine(new RunCommand().spec()).parseArgs(typed));
  }

  @Test
  void options_are_kept_as_another_value_would_be_another_run() {
    assertEquals(
        "hdw run a.hdw --set cut=95 --only 'DY*' -j 4",
        again("a.hdw", "--set", "cut=95", "--only", "DY*", "-j", "4"));
  }

  @Test
  void what_begins_anew_is_left_out() {
    assertEquals("hdw run a.hdw", again("--new", "a.hdw", "--redo", "merge", "--redo=plots"));
  }

  @Test
  void blanks_and_quotes_survive_the_shell() {
    assertEquals(
        "hdw run 'my file.hdw' --set 'x=it'\\''s'", again("my file.hdw", "--set", "x=it's"));
  }
}
