package hdw.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import hdw.shell.ShellText.Variable;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A quoted text is one word and that text. */
final class ShellQuotingTest {
  @TempDir Path folder;

  @Test
  void plain_words_stay_as_they_are() {
    assertEquals("/eos/a-b_c.root:1=@%+,", ShellQuoting.quote("/eos/a-b_c.root:1=@%+,"));
    assertEquals("''", ShellQuoting.quote(""));
    assertEquals("'a b'", ShellQuoting.quote("a b"));
    assertEquals("'it'\\''s'", ShellQuoting.quote("it's"));
    assertEquals("'~'", ShellQuoting.quote("~"));
    assertThrows(IllegalArgumentException.class, () -> ShellQuoting.quote("\0"));
  }

  @Test
  void bash_reads_the_text_back() throws Exception {
    for (var text : List.of("$(touch x)", "a\nb\\", "''", "*", "!x", "\"`\t\u0001", "{a,b}", "µ")) {
      var result = Bash.run(folder, "printf %s. " + ShellQuoting.quote(text));
      assertEquals(text + ".", result.out());
    }
  }

  @Test
  void a_word_of_data_has_no_bash_in_it() {
    var word =
        ShellText.word(
            List.of("$HOME ", "", ":x"),
            List.of(new Variable("a", false), new Variable("b", false)));
    assertEquals("'$HOME '\"$a\"\"$b\":x", word.render());
    assertEquals("''", ShellText.word(List.of(""), List.of()).render());
  }
}
