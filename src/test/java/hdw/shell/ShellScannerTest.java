package hdw.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import hdw.shell.Place.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scanner says where a value stands; {@code @} is the value, {@code ~} a new line. */
final class ShellScannerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      ignoreLeadingAndTrailingWhitespace = true,
      quoteCharacter = '¬',
      value = {
        "cmd @                          ¦ BARE alone",
        "cmd @;                         ¦ BARE alone",
        "@                              ¦ BARE alone",
        "cmd @@                         ¦ BARE, BARE",
        "cmd a@                         ¦ BARE",
        "cmd --x=@ @/y ''@ $(x)@ @\\ x  ¦ BARE, BARE, BARE, BARE, BARE",
        "cmd \\~@\\~ x                  ¦ BARE alone",
        "cmd a\\~@                      ¦ BARE",
        "cmd <@ >@ 2>>@ &>@ <<<@ @      ¦ BARE, BARE, BARE, BARE, BARE, BARE alone",
        "cmd > @ @ >&@ @                ¦ BARE, BARE alone, BARE, BARE alone",
        "cmd <(cat @) @ $(cat @) >(x @) ¦ BARE alone, BARE alone, BARE alone, BARE alone",
        "x=@ y=(@ [1]=@) z+=(@)         ¦ BARE, BARE alone, BARE, BARE alone",
        "\"@ '@' $(x '@' @) ${y:-@} @\" ¦ DOUBLE_QUOTED, DOUBLE_QUOTED, SINGLE_QUOTED, BARE alone, DOUBLE_QUOTED, DOUBLE_QUOTED",
        "\"\\\"@\" \\\"@                ¦ DOUBLE_QUOTED, BARE",
        "'a\\'@ '\"@\"'                 ¦ BARE, SINGLE_QUOTED",
        "$'@\\'@' @                     ¦ ANSI_QUOTED, ANSI_QUOTED, BARE alone",
        "\"$'@'\" $\"@\"                ¦ DOUBLE_QUOTED, DOUBLE_QUOTED",
        "`a @ '@' \\`@` @               ¦ BACKQUOTES, BACKQUOTES, BACKQUOTES, BARE alone",
        "\"`@`@\"                       ¦ BACKQUOTES, DOUBLE_QUOTED",
        "a # @ 'x~@                     ¦ COMMENT, BARE alone",
        "a#@ a\\#@ '#'@ $#@ ;#@         ¦ BARE, BARE, BARE, BARE, COMMENT",
        "$@ ${@} ${x@} ${#@} ${!@} \"$@\" ¦ VARIABLE_NAME, VARIABLE_NAME, VARIABLE_NAME, VARIABLE_NAME, VARIABLE_NAME, VARIABLE_NAME",
        "$$@ \\$@ '$@' $x@              ¦ BARE, BARE, SINGLE_QUOTED, BARE",
        "\\@ \"\\@\" '\\@'              ¦ AFTER_BACKSLASH, AFTER_BACKSLASH, SINGLE_QUOTED",
        "${x:-@} \"${x#@}\" ${x:-'@'}   ¦ BARE, BARE, SINGLE_QUOTED",
        "\"${x/@/@}\" ${x//@/@}         ¦ BARE, QUOTED_REPLACEMENT, BARE, BARE",
        "${x/%\\/@/@} \"${x/#@}\"       ¦ BARE, BARE, BARE",
        "${x:@:@} \"${a[@]}\" ${a[\"@\"]} ¦ ARITHMETIC number, ARITHMETIC number, SUBSCRIPT number, DOUBLE_QUOTED number",
        "$((@ + (2 * @))) @             ¦ ARITHMETIC number, ARITHMETIC number, BARE alone",
        "((@)) && $[@] @                ¦ ARITHMETIC number, ARITHMETIC number, BARE alone",
        "$((echo @); echo @) @          ¦ UNCLEAR_BRACKETS, BARE alone, BARE alone",
        "((echo @) | cat) @             ¦ UNCLEAR_BRACKETS, BARE alone",
        "$(( $(wc -l @) + ${x:-@} ))    ¦ BARE alone, DOUBLE_QUOTED",
        "[[ @ == '@' && @ -eq \"@\" ]] @ ¦ BARE, SINGLE_QUOTED, BARE number, DOUBLE_QUOTED number, BARE alone",
        "[[ $(wc @) -gt 1 || @ = 1 ]]   ¦ BARE alone, BARE",
        "a[@]=1 b[@]=2 cmd c[@]         ¦ SUBSCRIPT number, SUBSCRIPT number, BARE",
        "declare -gA a; a[@]=1          ¦ SUBSCRIPT",
        "case @ in a|@) x @;; (b) $(@ ) ;& *) esac; x @ ¦ BARE, BARE, BARE alone, BARE alone, BARE alone",
        "$(case in in in) @ ;; esac; @) @ ¦ BARE alone, BARE alone, BARE alone",
        "$(case x in (a) case y in b) ;; esac; @ ;; esac) @ ¦ BARE alone, BARE alone",
        "$(echo case in a) '@'          ¦ SINGLE_QUOTED",
        "for x in @ @; do @; done       ¦ BARE alone, BARE alone, BARE alone",
        "{1..@} {@..3} {@,b} @..b       ¦ BRACE_RANGE, BRACE_RANGE, BARE, BARE",
        "ls @(a|@)@ @(b) @              ¦ BARE, BARE, BARE alone",
        "cat <<A; @~$@ '@ \\$@ `@`~A~@  ¦ BARE alone, VARIABLE_NAME, HERE_DOCUMENT, HERE_DOCUMENT, BACKQUOTES, BARE alone",
        "cat <<'A'~@~A~@                ¦ QUOTED_HERE_DOCUMENT, BARE alone",
        "cat <<\\A~@~A~@                ¦ QUOTED_HERE_DOCUMENT, BARE alone",
        "cat <<A <<\"B\"~@~A~@~B~@      ¦ HERE_DOCUMENT, QUOTED_HERE_DOCUMENT, BARE alone",
        "cat <<@~x @                    ¦ HERE_DOCUMENT_WORD, BARE alone",
        "cat <<A~\\~A~A \\~@            ¦ HERE_DOCUMENT",
        "cat <<A~@A~A@~A~@              ¦ HERE_DOCUMENT, HERE_DOCUMENT, BARE alone",
        "cat <<A~$(cat <<B~@~B~)'@~A~@  ¦ HERE_DOCUMENT, HERE_DOCUMENT, BARE alone",
        "(cat <<A) | x @~@~A~@          ¦ BARE alone, HERE_DOCUMENT, BARE alone",
        "x=$(cat <<A~'@~A~) @           ¦ HERE_DOCUMENT, BARE alone",
        "$((1 << @)) <<<x @             ¦ ARITHMETIC number, BARE alone",
        "f() { x @; }; function g { case x in a) @;; esac; } ¦ BARE alone, BARE alone",
      })
  void a_value_is_found_where_bash_sees_it(String script, String expected) {
    var literals = List.of(script.replace('~', '\n').split("@(?!\\()", -1));
    assertEquals(
        expected,
        ShellScanner.places(literals).stream().map(this::shown).collect(Collectors.joining(", ")));
  }

  private String shown(Place place) {
    return place.kind() + (place.alone() ? " alone" : "") + (place.number() ? " number" : "");
  }

  @Test
  void only_a_list_has_to_stand_alone() {
    for (var kind : Kind.values()) {
      var why = new Place(kind, false).whyNot(false);
      assertEquals(why.isPresent(), new Place(kind, false).remedy(false).isPresent());
      assertEquals(kind != Kind.COMMENT, new Place(kind, false).whyNot(true).isPresent());
    }
    assertEquals(true, new Place(Kind.BARE, true).whyNot(true).isEmpty());
  }

  @Test
  void any_text_has_an_answer() {
    var random = new Random(7);
    var pieces =
        List.of(
            "\\", "\"", "'", "$", "`", "(", "((", ")", "))", "{", "}", "${", "$(", "$((", "$[", "[",
            "]", "[[ ", " ]] ", "#", "<<", "<<-A", "<<'A'\n", "A\n", "\n", " ", ";", ";;", "|", "&",
            "<", ">", "=", "=(", "case ", " in ", " esac", "for ", "x", ":", ":-", "/", "-eq ", "!",
            "@", "?(", "\0", "..", "é");
    for (int round = 0; round < 20_000; round++) {
      var literals = new ArrayList<String>();
      for (int literal = random.nextInt(5); literal >= 0; literal--) {
        var text = new StringBuilder();
        for (int piece = random.nextInt(8); piece > 0; piece--) {
          text.append(pieces.get(random.nextInt(pieces.size())));
        }
        literals.add(text.toString());
      }
      var places = ShellScanner.places(literals);
      assertEquals(literals.size() - 1, places.size());
      assertEquals(false, places.contains(null), () -> "no place for all of " + literals);
    }
  }

  @Test
  void time_grows_with_the_text_and_no_faster() {
    for (var piece :
        List.of(
            "$((",
            "$(cat <<A\n",
            "<<A ",
            "<<A\n",
            "\"$(",
            "${x:-",
            "case x in ",
            "a[",
            "((a) ",
            "\\",
            "\\\n",
            "[[ x ")) {
      var literals = List.of(piece.repeat(200_000), piece.repeat(200_000), "");
      assertTimeoutPreemptively(Duration.ofSeconds(5), () -> ShellScanner.places(literals), piece);
    }
    var holes = new ArrayList<String>();
    for (int hole = 0; hole < 200_000; hole++) {
      holes.add("$((a) ");
    }
    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> ShellScanner.places(holes));
  }
}
