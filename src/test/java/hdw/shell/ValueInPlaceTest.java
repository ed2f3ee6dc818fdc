package hdw.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hdw.shell.ShellText.Variable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In every place a command gets exactly the value, and nothing else happens. */
final class ValueInPlaceTest {
  private static final List<String> VALUES =
      List.of(
          "plain",
          "my file; rm -rf x.root",
          "$(touch pwned)",
          "`touch pwned`",
          "a[$(touch pwned)]",
          "it's \"quoted\" 'twice'",
          "'\"$(touch pwned)\"'",
          "two\nlines\n\nEND\n#",
          "back\\slash\\\\ \\n \\",
          "* ?.root [x]* {a,b} ~ !",
          "-n",
          "--help",
          "$HOME ${PATH} $$ $v",
          " blanks  at both ends ",
          "\ttab\u001f\u0001\u007f",
          "a&b | c > pwned < x.root",
          "}}) ]] fi done esac ;; )",
          "Größe µ 日本 \uD83D\uDE00",
          "");

  @TempDir Path folder;

  /** Each script shows the value in angle brackets; {@code @} is where it stands. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "show @",
        "show \"@\"",
        "show '@'",
        "show @ # @ and 'this",
        "show \\\n  @\\\n ;",
        "x=@; show \"$x\"",
        "x=\"@\" y='@'; show \"$y\"",
        "export x=@; show \"$x\"",
        "local_x=@ bash -c 'printf \"<%s>\" \"$local_x\"'",
        "for x in @; do show \"$x\"; done",
        "x=(a @ b); show \"${x[1]}\"",
        "x=([2]=@); show \"${x[2]}\"",
        "declare -A x; x[k@]=5; [[ ${x[k@]} == 5 ]] && show @",
        "[[ @ == @ ]] && show @",
        "[[ a@b == a\"@\"b && ! z@ == '@' ]] && show @",
        "[[ (a == a) && \"@\" =~ ^(@|#nothing)$ ]] && show @ # (",
        "[ x@ = x@ ] && show @",
        "case @ in (x | y) ;; @) show @ ;; esac",
        "x=$(case @ in @) printf '<%s>' @ ;; esac; echo .) && printf %s \"${x%.}\"; true @",
        "x=$(printf '<%s>.' @) && printf %s \"${x%.}\"",
        "x=\"$(printf '<%s>.' \"@\" # it's a (comment\n)\" && printf %s \"${x%.}\"",
        "printf %s \"$(printf '<%s>' '@')\"",
        "( show @ )",
        "{ show @; }",
        "f() { show \"$1\"; }; f @",
        "function f { show @; }; f",
        "if show @; then :; else show no; fi",
        "true && show @ || show no",
        "! { show @; }",
        "show @ | cat",
        "show @>x.out; cat x.out; rm x.out",
        "cat <(show @)",
        "show \"${unset:-@}\"",
        "show ${unset:-@}",
        "show ${unset-'@'}",
        "show \"${unset:-\"@\"}\"",
        "x=a@b; x=${x#a}; show \"${x%b}\"",
        "x=@.root; show \"${x%.root}\"",
        "x=.root@; show \"${x#\".root\"}\"",
        "x=@.root@; x=${x#@}; show \"${x%.root*}\" >x.out; rm x.out; x=@.root; show \"${x%.*}\"",
        "x=pre@; y=\"${x%@}\"; [[ $y == pre ]] && show @",
        "x=aoldb; x=${x/old/@}; x=${x#a}; show \"${x%b}\"",
        "x=a@b; [[ ${x/@/new} == anewb || -z @ ]] && show @",
        "show \"${PWD:+@}\"",
        "x=(@); show \"${x[$(( 0 ))]}\"",
        "show \"$#@\" >x.out; rm x.out; x=$((1 + (2 * 3))); [[ $x == 7 ]] && show @",
        "for ((i = 0; i < 1; i++)); do show @; done",
        "if ((1 << 0)); then show @; fi",
        "while read -r x; do show @; done <<<one",
        "awk 'BEGIN { printf \"<%s>\", ENVIRON[\"x\"] }' >x.out; rm x.out; show @",
        "show @ # don't $(worry\n",
        "echo a#b >x.out; rm x.out; show @",
        "echo $# ${#x} $'it\\'s' >x.out; rm x.out; show '@'",
        "echo \\' \\\" \"\\\"\" >x.out; rm x.out; show '@'",
        "x='a'\\''b'; show '@'",
        "cat <<END >x.out; show @\n  it's \"@\n  END\nEND\nrm x.out",
        "cat <<'A' <<-B >x.out\n it's\nA\n\t@\n\tB\nrm x.out; show '@'",
        "cat <<END >x.out\n$(echo ')' \"@\" # it's\n) ${x:-@} `echo it` \\$ \"\nEND\nrm x.out; show '@'",
      })
  void the_value_arrives(String script) throws Exception {
    for (var value : VALUES) {
      assertEquals("<" + value + ">", output(script, "@", value), () -> "value " + value);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "show pre@post",
        "show pre\"@\"post",
        "show 'pre@post'",
        "show \"pre@post\"",
        "show pre'@post'"
      })
  void a_value_glued_to_text_stays_one_word(String script) throws Exception {
    for (var value : VALUES) {
      assertEquals("<pre" + value + "post>", output(script, "@", value));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cat <<END\n[@]\nEND\n",
        "cat <<END\n[\"@\"]\nEND",
        "cat <<-END\n\t[@]\n\tEND\n",
        "cat <<END | cat\n[$(printf %s. @ | { x=$(cat); printf %s \"${x%.}\"; })]\nEND\n",
        "x=$(cat <<END\n[@]\nEND\n); printf '%s\\n' \"$x\"",
        "cat <<A <<B\nEND\nA\n[@]\nB\n",
        "cat << \\\n END\n[@]\nEND\n",
      })
  void a_here_document_holds_the_value(String script) throws Exception {
    for (var value : VALUES.stream().filter(value -> !value.endsWith("\n")).toList()) {
      var found = output(script, "@", value).strip();
      String expected = found.startsWith("[\"") ? "[\"" + value + "\"]" : "[" + value + "]";
      assertEquals(expected, found, script);
    }
  }

  @Test
  void a_list_gives_one_word_for_each_item() throws Exception {
    for (var script :
        List.of(
            "show @",
            "x=(@); show \"${x[@]}\"",
            "for x in @; do show \"$x\"; done",
            "show @|cat")) {
      String expected = String.join("", VALUES.stream().map(value -> "<" + value + ">").toList());
      String hole = script.contains("[@]") ? "(@" : "@";
      assertEquals(expected, listOutput(script, hole, VALUES), script);
      assertEquals(script.contains("for") ? "" : "<>", listOutput(script, hole, List.of()), script);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "printf %s $((@ + 1)), 42, 43",
    "'printf %s \"$(( (@) * 2 ))\"', -3, -6",
    "((@ > 5)) && printf yes, 42, yes",
    "for ((i = 0; i < @; i++)); do printf x; done, 3, xxx",
    "[[ @ -eq 42 ]] && printf yes, 42, yes",
    "'[[ 42 -le \"@\" ]] && printf yes', 42, yes",
    "'x=abcdef; printf %s \"${x:@:2}\"', 3, de",
    "'x=(a b c); x[@]=z; printf %s \"${x[@]}\"', 2, z",
    "printf %s $[@ + 1], 42, 43",
  })
  void bash_calculates_with_a_number(String script, String value, String expected)
      throws Exception {
    assertEquals(expected, output(script, "@", value));
    assertEquals(
        true,
        text(script, "@", false).references().allMatch(reference -> reference.place().number()));
  }

  @Test
  void what_the_shell_has_of_its_own_stays() throws Exception {
    assertEquals("<a b><1>", output("x='a b'; show \"$x\" $((3 - 2)) # @", "@", "v"));
    assertEquals(
        "2",
        output("printf 'a 1\\nb 2\\n' | awk '$1 == \"@\" {print $2}' | tr -d '\\n'", "@", "b"));
  }

  private ShellText text(String script, String hole, boolean list) {
    var literals = List.of(script.split(java.util.regex.Pattern.quote(hole), -1));
    return ShellText.script(
        literals,
        Stream.generate(() -> new Variable("v", list)).limit(literals.size() - 1).toList());
  }

  private String output(String script, String hole, String value) throws Exception {
    return run("v=" + ShellQuoting.quote(value), text(script, hole, false));
  }

  private String listOutput(String script, String hole, List<String> values) throws Exception {
    var literals = new ArrayList<>(List.of(script.split(java.util.regex.Pattern.quote(hole), 2)));
    if (hole.length() > 1) {
      literals.set(0, literals.get(0) + hole.charAt(0));
    }
    var text = ShellText.script(literals, List.of(new Variable("v", true)));
    return run(
        "v=(" + String.join(" ", values.stream().map(ShellQuoting::quote).toList()) + ")", text);
  }

  private String run(String assignment, ShellText text) throws Exception {
    Files.writeString(folder.resolve("x.root"), "");
    String before = assignment + "\nshow() { printf '<%s>' \"$@\"; }\n";
    var result = Bash.run(folder, before + text.render() + "\n");
    assertEquals("", result.err(), text.render());
    try (var files = Files.list(folder)) {
      assertEquals(List.of(folder.resolve("x.root")), files.toList(), text.render());
    }
    return result.out();
  }
}
