package hdw.parse;

import hdw.ast.Name;
import hdw.diagnostic.Span;
import hdw.parse.antlr.HdwLexer;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** From ANTLR's tokens to places and names. */
final class Tokens {
  private Tokens() {}

  /** The tokens of a text; the lexer knows a token for every character, so it has no errors. */
  static CommonTokenStream of(Positions positions) {
    var lexer = new HdwLexer(CharStreams.fromString(positions.text()));
    lexer.removeErrorListeners();
    return new CommonTokenStream(lexer);
  }

  static Span span(Positions positions, Token token) {
    return token.getType() == Token.EOF
        ? positions.span(token.getStartIndex(), token.getStartIndex() - 1)
        : positions.span(token.getStartIndex(), token.getStopIndex());
  }

  static Span span(Positions positions, ParserRuleContext context) {
    return span(positions, context.getStart()).to(span(positions, context.getStop()));
  }

  static Name name(Positions positions, ParserRuleContext id) {
    return new Name(span(positions, id), id.getText());
  }
}
