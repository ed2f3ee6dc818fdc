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
  private static final int LONGEST_SHOWN = 40;

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

  /** Reports an expression that is too deep to be read; whether there is one. */
  boolean tooDeep(List<Token> tokens) {
    int depth = 0;
    int operators = 0;
    for (Token token : tokens) {
      String text = token.getText();
      depth += "([{".contains(text) ? 1 : ")]}".contains(text) ? -1 : 0;
      boolean resets =
          token.getChannel() != Token.DEFAULT_CHANNEL || "=,{}".contains(token.getText());
      operators = resets ? 0 : operators + 1;
      if (depth > DEEPEST || operators > LONGEST) {
        diagnostics.add(
            Diagnostic.of(
                    Code.HDW0106,
                    Tokens.span(positions, token),
                    "this is nested too deeply or too long for one expression")
                .hint("give a part of it a name with `let`"));
        return true;
      }
    }
    return false;
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
    if (!quiet) {
      var place = new ErrorPlace(parser, error.getOffendingToken());
      Diagnostic diagnostic = diagnostic(place, error);
      diagnostics.add(
          place
              .swallowed(positions)
              .map(
                  text ->
                      diagnostic.note(
                          "the `\"\"\"` of the text in front of it may be missing; that begins at",
                          text))
              .orElse(diagnostic));
    }
  }

  private Diagnostic diagnostic(ErrorPlace place, RecognitionException error) {
    Token token = place.token();
    Span span = Tokens.span(positions, token);
    if (token.getType() == HdwLexer.OPEN_TEXT) {
      return openText(span, place.isTextAround());
    }
    if (token.getType() == HdwLexer.OTHER) {
      return OddCharacter.diagnostic(span, token.getText());
    }
    if (place.lacksValue()) {
      return Diagnostic.of(
          Code.HDW0101,
          Tokens.span(positions, place.before(2)),
          "expected a value behind `" + place.before(2).getText() + "`");
    }
    boolean noChoice = error instanceof NoViableAltException;
    String expected = Expected.at(place, noChoice ? new IntervalSet() : expected(error));
    boolean end = token.getType() == Token.EOF;
    Span shown = end ? positions.behind(place.before(1)) : span;
    var diagnostic =
        Diagnostic.of(Code.HDW0101, shown, "expected " + expected + " but found " + found(token))
            .hint(SyntaxHint.at(place, positions.isFile()));
    return end && positions.isFile() ? withOpener(diagnostic, place) : diagnostic;
  }

  /** Names the bracket that is not closed: by its indent if that tells, else the one left open. */
  private Diagnostic withOpener(Diagnostic diagnostic, ErrorPlace place) {
    if (place.suspect().isPresent()) {
      return diagnostic.note(
          "judging by the indent, the `{` without a `}` of its own stands at",
          Tokens.span(positions, place.suspect().get()));
    }
    return place
        .opener()
        .map(
            opener ->
                diagnostic.note(
                    "the `" + opener.getText() + "` that is not closed stands at",
                    Tokens.span(positions, opener)))
        .orElse(diagnostic);
  }

  private static Diagnostic openText(Span span, boolean three) {
    Span quotes = span.source().span(three ? span.start() - 2 : span.start(), span.start() + 1);
    return Diagnostic.of(
            Code.HDW0102,
            quotes,
            three
                ? "the text that begins here has no closing `\"\"\"`"
                : "the text that begins here has no closing `\"` on its line")
        .hint(
            three
                ? "write `\"\"\"` behind the last line of the text"
                : "close it with `\"`, or use `\"\"\"` around several lines");
  }

  private String found(Token token) {
    if (token.getType() == Token.EOF) {
      return positions.isFile() ? "the end of the file" : "nothing more";
    }
    String line = token.getText().lines().findFirst().orElse("");
    boolean whole = line.length() == token.getText().length() && line.length() <= LONGEST_SHOWN;
    int end =
        line.offsetByCodePoints(0, Math.min(LONGEST_SHOWN, line.codePointCount(0, line.length())));
    return "`" + (whole ? line : line.substring(0, end) + "...") + "`";
  }

  private static IntervalSet expected(RecognitionException error) {
    IntervalSet expected = error.getExpectedTokens();
    return expected == null ? IntervalSet.of(HdwParser.EOF) : expected;
  }
}
