package hdw.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Source;
import hdw.parse.antlr.HdwLexer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lays out the files of {@code src/test/resources/format}, as they are and with random white space.
 *
 * <p>The system property {@code hdw.golden=write} writes the expected files instead of reading
 * them.
 */
final class WorkflowFormatterTest {
  private static final Path FOLDER = Path.of("src/test/resources/format");
  private static final int RANDOM_LAYOUTS = Integer.getInteger("hdw.layouts", 200);

  static List<Path> inputs() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".input.hdw")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void a_file_is_laid_out_as_expected(Path input) throws IOException {
    Path output = FOLDER.resolve(input.getFileName().toString().replace(".input.", ".output."));
    String found = format(Files.readString(input));
    if ("write".equals(System.getProperty("hdw.golden"))) {
      Files.writeString(output, found);
    }
    assertEquals(Files.readString(output), found);
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void laying_out_keeps_meaning_and_comments(Path input) throws IOException {
    assertKept(Files.readString(input));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void any_white_space_is_laid_out_with_meaning_and_comments_kept(Path input) throws IOException {
    var random = new Random(20_261);
    String text = Files.readString(input);
    for (int i = 0; i < RANDOM_LAYOUTS; i++) {
      assertKept(withRandomWhiteSpace(text, random, i % 4));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n\n",
        "# only",
        "\uFEFFworkflow a\u00A0\f\r\n# b\r\nuse \"c\" # d",
        "use \"a\" # b\rparam x = 1\r\r\rparam y = 2",
        "let a = \"\"\"\"\"\"",
        "let a = \"\"\"\n\"\"\"",
        "let a = \"\"\"\n\n   \n  \"\"\"",
        "let a = \"\"\"  b\n  \"\"\"",
        "let a = \"\"\"\r\n  b\r\n    c\r\n  \"\"\"",
        "let a = \"\"\"\r\r\n  b\r\r\n\"\"\"",
        "let a = [\"\"\"\n b\n\"\"\", \"\"\"\n c \"\"\"] + [1,\n2]",
        "let a = \"\"\"\n  {{open\n  }} {{ }} \\{{ {{b}}\n\"\"\"",
        "let a = --1 - -1 let b = 4 e5 let c = 1 . e5 let d = 1_0.5e-3 . x",
        "task for for each for.in in [a] where where { for = 1 in { in = 2 } }",
        "let \u00e9\ud83d\ude00",
        "let a = \"\ud83d\ude00\" # \ud83d\ude00\nlet b = \"x\" # y",
        "task a { # b\n}\n# c\ntask d { }\n# e",
        "rule a { # b\n\n# c\n\nthen x # d\n\n# e\n}"
      })
  void an_odd_text_is_kept_too(String text) {
    if (parses(text)) {
      assertKept(text);
    }
  }

  @Test
  void a_syntax_error_gives_nothing_and_is_reported() {
    var diagnostics = new Diagnostics();
    var source = new Source("bad.hdw", "task a { run = }");
    assertTrue(WorkflowFormatter.format(source, diagnostics).isEmpty());
    assertEquals(
        List.of(Code.HDW0101), diagnostics.all().stream().map(each -> each.code()).toList());
  }

  private static void assertKept(String text) {
    String once = format(text);
    assertEquals(tree(text), tree(once), () -> "from:\n" + text + "\nto:\n" + once);
    assertEquals(comments(text), comments(once), () -> "from:\n" + text + "\nto:\n" + once);
    assertEquals(tokens(text), tokens(once));
    assertEquals(once, format(once), () -> "from:\n" + text);
    assertTrue(
        once.isEmpty() || (once.endsWith("\n") && !once.endsWith("\n\n") && !once.startsWith("\n")),
        once);
    assertFalse(
        once.lines().anyMatch(line -> line.endsWith(" ")) && !once.contains("\"\"\""), once);
    assertFalse(once.contains("\n\n\n") && !once.contains("\"\"\""), once);
  }

  private static boolean parses(String text) {
    var diagnostics = new Diagnostics();
    return WorkflowParser.parseTree(Positions.of(new Source("x", text)), diagnostics).isPresent();
  }

  private static String format(String text) {
    var diagnostics = new Diagnostics();
    var laidOut = WorkflowFormatter.format(new Source("test.hdw", text), diagnostics);
    return laidOut.orElseThrow(() -> new AssertionError(diagnostics.all() + " in\n" + text));
  }

  /** The tree without places; records print all that they hold. */
  private static String tree(String text) {
    var source = new Source("test.hdw", text);
    return WorkflowParser.parse(source, new Diagnostics())
        .declarations()
        .toString()
        .replaceAll("span=Span\\[source=test.hdw, start=\\d+, end=\\d+](, )?", "");
  }

  private static List<String> comments(String text) {
    return allTokens(text).stream()
        .filter(each -> each.getChannel() != Token.DEFAULT_CHANNEL)
        .map(each -> each.getText().stripTrailing())
        .toList();
  }

  /** All tokens but texts in three quotes, whose indent may change. */
  private static List<String> tokens(String text) {
    return allTokens(text).stream()
        .filter(each -> each.getChannel() == Token.DEFAULT_CHANNEL)
        .map(each -> each.getText().startsWith("\"\"\"") ? "text" : each.getText())
        .toList();
  }

  private static List<Token> allTokens(String text) {
    var stream = Tokens.of(Positions.of(new Source("test.hdw", text)));
    stream.fill();
    return stream.getTokens();
  }

  /**
   * The same tokens with other white space between them, here and there a comment, and longer
   * texts.
   *
   * @param mood 0 joins all lines that can be joined, 3 ends lines nearly everywhere
   */
  private static String withRandomWhiteSpace(String text, Random random, int mood) {
    boolean comments = random.nextInt(4) == 0;
    boolean longer = random.nextInt(2) == 0;
    var result = new StringBuilder();
    for (Token token : allTokens(text)) {
      if (token.getType() == Token.EOF) {
        break;
      }
      boolean isText = token.getType() == HdwLexer.TEXT;
      result.append(isText && longer ? longer(token.getText(), random) : token.getText());
      boolean comment = comments && random.nextInt(10) == 0;
      if (comment) {
        result.append(" ".repeat(random.nextInt(5))).append("#").append(result.length());
      }
      boolean endsLine = comment || token.getChannel() != Token.DEFAULT_CHANNEL;
      if (endsLine || random.nextInt(8) < mood * mood) {
        result.append("\n".repeat(1 + Math.max(0, random.nextInt(6) - 3)));
      }
      result.append(random.nextInt(4) == 0 ? "\t" : " ".repeat(1 + random.nextInt(3)));
    }
    return result.toString();
  }

  private static String longer(String text, Random random) {
    return text.substring(0, text.length() - 1) + "x".repeat(random.nextInt(40)) + "\"";
  }
}
