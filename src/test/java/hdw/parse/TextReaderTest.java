package hdw.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hdw.ast.Declaration;
import hdw.ast.Expression;
import hdw.ast.Expression.Piece;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a text literal says. */
final class TextReaderTest {

  @Test
  void a_text_inside_a_template_loses_the_escapes_of_both() {
    var hole = (Piece.Hole) read("\"{{join(e, \\\"+\\\")}}\"").pieces().get(0);
    var call = (Expression.Call) hole.value();
    assertEquals(
        List.of(new Piece.Literal("+")), ((Expression.Text) call.arguments().get(1)).pieces());
  }

  @Test
  void other_backslashes_stay() {
    assertEquals(List.of(new Piece.Literal("\\d+ \\ \"")), read("\"\\d+ \\\\ \\\"\"").pieces());
  }

  @Test
  void three_quotes_drop_the_common_indent_and_the_blank_ends() {
    assertEquals(
        List.of(new Piece.Literal("a\n  b\n\nc")),
        read("\"\"\"\n    a\n      b\n\n    c\n  \"\"\"").pieces());
  }

  @Test
  void escaped_braces_are_braces() {
    assertEquals(List.of(new Piece.Literal("{{x}}")), read("\"\\{{x}}\"").pieces());
  }

  private static Expression.Text read(String literal) {
    var diagnostics = new Diagnostics();
    var file = WorkflowParser.parse(new Source("t.hdw", "let t = " + literal), diagnostics);
    assertEquals(List.of(), diagnostics.all());
    return (Expression.Text) ((Declaration.Let) file.declarations().get(0)).value();
  }
}
