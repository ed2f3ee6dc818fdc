package hdw.parse;

import hdw.diagnostic.Span;
import hdw.parse.antlr.HdwParser;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Where the parser stopped: the token that does not fit, and what stands around it. */
final class ErrorPlace {
  private static final Pattern DECLARATION =
      Pattern.compile("(?m)^(task|sample|rule|site|case|defaults)\\b[^\"\\n]*\\{");

  private final Parser parser;
  private final Token token;
  private final List<Token> before;

  ErrorPlace(Parser parser, Token token) {
    this.parser = parser;
    this.token = token;
    var stream = (org.antlr.v4.runtime.CommonTokenStream) parser.getTokenStream();
    this.before =
        stream.getTokens().subList(0, token.getTokenIndex()).stream()
            .filter(each -> each.getChannel() == Token.DEFAULT_CHANNEL)
            .toList();
  }

  /** The token that does not fit. */
  Token token() {
    return token;
  }

  /** The {@code distance}th token before it, comments left out; the token itself at the start. */
  Token before(int distance) {
    return distance > before.size() ? token : before.get(before.size() - distance);
  }

  /** What the parser was reading. */
  ParserRuleContext context() {
    return parser.getContext();
  }

  /** Whether the parser was reading this rule, or a part of it that is no block of its own. */
  boolean within(int rule) {
    for (var each = parser.getContext(); each != null; each = each.getParent()) {
      if (each.getRuleIndex() == rule) {
        return true;
      }
      if (each.getRuleIndex() == HdwParser.RULE_block) {
        return false;
      }
    }
    return false;
  }

  /** A token's spelling in messages. */
  String display(int type) {
    return parser.getVocabulary().getDisplayName(type).replace('\'', '`');
  }

  /** The innermost bracket that is open here. */
  Optional<Token> opener() {
    var open = new ArrayDeque<Token>();
    for (Token each : before) {
      if ("([{".contains(each.getText())) {
        open.push(each);
      } else if (")]}".contains(each.getText()) && !open.isEmpty()) {
        open.pop();
      }
    }
    return Optional.ofNullable(open.peek());
  }

  /**
   * A bracket that seems to lack its own partner: the one that closes it, first on its line, stands
   * under another indent than the line that opens it.
   */
  Optional<Token> suspect() {
    var open = new ArrayDeque<Token>();
    var firstOfLine = new HashMap<Integer, Token>();
    for (Token each : before) {
      Token first = firstOfLine.computeIfAbsent(each.getLine(), line -> each);
      if (each.getText().equals("{")) {
        open.push(each);
      } else if (each.getText().equals("}") && !open.isEmpty()) {
        Token opener = open.pop();
        int indent = firstOfLine.get(opener.getLine()).getCharPositionInLine();
        if (first == each && each.getCharPositionInLine() < indent) {
          return Optional.of(opener);
        }
      }
    }
    return Optional.empty();
  }

  /** Whether the token before could end a value. */
  boolean isBehindValue() {
    Token last = before(1);
    return last != token
        && switch (last.getType()) {
          case HdwParser.TEXT, HdwParser.RAW_TEXT, HdwParser.NUMBER, HdwParser.WORD -> true;
          default -> ")]%".contains(last.getText());
        };
  }

  /** Whether nothing at all stands between the token and the one before. */
  boolean isGlued() {
    return before(1) != token && before(1).getStopIndex() + 1 == token.getStartIndex();
  }

  /** Whether {@code name =} stands before a second {@code =}: the first one has no value. */
  boolean lacksValue() {
    return before.size() >= 3
        && token.getText().equals("=")
        && before(2).getText().equals("=")
        && before(2).getLine() < token.getLine();
  }

  /** Whether the quote that opens a text without an end is the third of three. */
  boolean isTextAround() {
    return isGlued() && before(1).getText().equals("\"\"");
  }

  /** The last text over several lines, where it holds what looks like declarations. */
  Optional<Span> swallowed(Positions positions) {
    for (int i = before.size() - 1; i >= 0; i--) {
      Token each = before.get(i);
      if (each.getType() == HdwParser.RAW_TEXT && each.getText().contains("\n")) {
        return DECLARATION.matcher(each.getText()).find()
            ? Optional.of(Tokens.span(positions, each))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
