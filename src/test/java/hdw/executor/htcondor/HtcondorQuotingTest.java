package hdw.executor.htcondor;

import static hdw.executor.htcondor.HtcondorQuoting.macro;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HtcondorQuotingTest {
  @Test
  void a_value_is_never_a_macro() {
    assertEquals("a $(DOLLAR)(b) c", HtcondorQuoting.value("a $(b)\nc"));
    assertEquals("$(DOLLAR)$(DOLLAR)([1])", HtcondorQuoting.value("$$([1])"));
  }

  @Test
  void a_macro_that_is_meant_stays() {
    assertEquals("$(DOLLAR)x/$(job)", HtcondorQuoting.value("$x/" + macro("job")));
    assertEquals("\"$(hdw_run:none)\"", HtcondorQuoting.string(macro("hdw_run", "none")));
    assertEquals(
        "$$([NumJobStarts])", HtcondorQuoting.value(HtcondorQuoting.atStart("NumJobStarts")));
  }

  @Test
  void a_string_escapes_quotes_backslashes_and_lines() {
    assertEquals("\"a \\\"b\\\" \\\\ \\n\\t c\"", HtcondorQuoting.string("a \"b\" \\ \n\t c"));
  }

  @Test
  void words_with_blanks_and_quotes_are_quoted() {
    assertEquals(
        "\"plain 'two words' 'it''s' 'say \"\"hi\"\"' '' $(DOLLAR)HOME\"",
        HtcondorQuoting.arguments(
            List.of("plain", "two words", "it's", "say \"hi\"", "", "$HOME")));
  }

  @Test
  void an_environment_keeps_its_order() {
    var variables = new LinkedHashMap<String, String>();
    variables.put("B", "1");
    variables.put("A", "x y");
    assertEquals("\"B=1 'A=x y'\"", HtcondorQuoting.environment(variables));
  }
}
