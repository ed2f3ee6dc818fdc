package hdw.parse;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.parse.antlr.HdwLexer;
import hdw.parse.antlr.HdwParser;
import java.util.List;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/**
 * Stops at the first syntax error and says it in the user's words.
 *
 * <p>No token is repaired: a guess about what was meant makes errors out of text that is right.
 */
final class SyntaxErrors extends DefaultErrorStrategy {
  private static final int DEEPEST = 100;
  private static final int LONGEST = 500;

  private final Positions positions;
  private final Diagnostics diagnostics;
  private boolean quiet;

  SyntaxErrors(Positions positions, Diagnostics diagnostics) {
    this.positions = positions;
    this.diagnostics = diagnostics;
  }

  void quietly(boolean on) {
    quiet = on;
  }

  /** Reports what can be wrong with the tokens alone; whether something is. */
  boolean inTokens(List<Token> tokens) {
    int depth = 0;
    int operators = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      Span span = Tokens.span(positions, token);
      if (token.getType() == HdwLexer.OPEN_TEXT) {
        boolean three =
            i > 0
                && tokens.get(i - 1).getText().equals("\"\"")
                && tokens.get(i - 1).getStopIndex() + 1 == token.getStartIndex();
        Span start = three ? Tokens.span(positions, tokens.get(i - 1)).to(span) : span;
        diagnostics.add(
            Diagnostic.of(
                    Code.HDW0102,
                    start.source().span(start.start(), start.start() + (three ? 3 : 1)),
                    three
                        ? "the text that begins here has no closing `\"\"\"`"
                        : "the text that begins here has no closing `\"` on its line")
                .hint(
                    three
                        ? "write `\"\"\"` behind the last line of the text"
                        : "close it with `\"`, or use `\"\"\"` around several lines"));
        return true;
      }
      if (token.getType() == HdwLexer.OTHER) {
        diagnostics.add(OddCharacter.diagnostic(span, token.getText()));
        return true;
      }
      depth += opens(token) ? 1 : closes(token) ? -1 : 0;
      operators = resets(token) ? 0 : operators + 1;
      if (depth > DEEPEST || operators > LONGEST && !listed(token)) {
        diagnostics.add(
            Diagnostic.of(
                    Code.HDW0106, span, "this is nested too deeply or too long for one expression")
                .hint("give a part of it a name with `let`"));
        return true;
      }
    }
    return false;
  }

  private static boolean opens(Token token) {
    return "([{".contains(token.getText());
  }

  private static boolean closes(Token token) {
    return ")]}".contains(token.getText());
  }

  private static boolean resets(Token token) {
    return token.getChannel() != Token.DEFAULT_CHANNEL || "=,{}".contains(token.getText());
  }

  private static boolean listed(Token token) {
    return ",".equals(token.getText());
  }

  @Override
  public void recover(Parser recognizer, RecognitionException error) {
    report(recognizer, error);
    throw new ParseCancellationException(error);
  }

  @Override
  public Token recoverInline(Parser recognizer) {
    var error = new InputMismatchException(recognizer);
    report(recognizer, error);
    throw new ParseCancellationException(error);
  }

  @Override
  public void sync(Parser recognizer) {
    // the default looks for tokens to leave out; here nothing is left out
  }

  @Override
  public void reportError(Parser recognizer, RecognitionException error) {
    // said in recover, once
  }

  private void report(Parser parser, RecognitionException error) {
    if (quiet) {
      return;
    }
    Token token = error.getOffendingToken();
    Token before = parser.getTokenStream().get(Math.max(0, token.getTokenIndex() - 1));
    Span span = Tokens.span(positions, token);
    String found =
        token.getType() == Token.EOF
            ? (positions.text().length() == positions.source().text().length()
                ? "the end of the file"
                : "nothing more")
            : "`" + token.getText() + "`";
    String expected =
        Expected.at(
            parser, error instanceof NoViableAltException ? new IntervalSet() : expected(error));
    diagnostics.add(
        Diagnostic.of(Code.HDW0101, span, "expected " + expected + " but found " + found)
            .hint(Expected.hint(token, before, parser)));
  }

  private static IntervalSet expected(RecognitionException error) {
    IntervalSet expected = error.getExpectedTokens();
    return expected == null ? IntervalSet.of(HdwParser.EOF) : expected;
  }
}
