package hdw.parse;

import hdw.parse.antlr.HdwParser;
import java.util.Optional;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** What could have stood at the place of a syntax error, in the words of the language reference. */
final class Expected {
  private Expected() {}

  /** A phrase such as {@code a value} or {@code `=`}. */
  static String at(Parser parser, IntervalSet tokens) {
    if (tokens.size() == 1) {
      return single(parser, tokens.getMinElement());
    }
    return switch (parser.getContext().getRuleIndex()) {
      case HdwParser.RULE_file -> "a declaration such as `task`, `sample` or `rule`";
      case HdwParser.RULE_declaration -> inDeclaration(parser, tokens);
      case HdwParser.RULE_block, HdwParser.RULE_property ->
          tokens.contains(HdwParser.WORD) || tokens.isNil()
              ? "a property such as `memory = 2 GB`, or `}`"
              : "`=`";
      case HdwParser.RULE_action -> "an action such as `memory = 4 GB` or `retry`";
      case HdwParser.RULE_dimension -> "a dimension such as `sample`";
      case HdwParser.RULE_id, HdwParser.RULE_reference -> "a name";
      case HdwParser.RULE_value -> "an operator or the end of the value";
      default -> "a value";
    };
  }

  private static String inDeclaration(Parser parser, IntervalSet tokens) {
    if (tokens.contains(HdwParser.TEXT) && !tokens.contains(HdwParser.NUMBER)) {
      return "a name or a text in quotes";
    }
    if (tokens.contains(HdwParser.NUMBER)) {
      return "a value";
    }
    return parser.getContext() instanceof HdwParser.RuleDeclarationContext
        ? "`when CONDITION then ACTION`"
        : "`{`, or one of the words that may stand before it";
  }

  private static String single(Parser parser, int type) {
    return switch (type) {
      case Token.EOF -> "a declaration such as `task`, `sample` or `rule`";
      case HdwParser.TEXT -> "a text in quotes";
      case HdwParser.NUMBER -> "a number";
      case HdwParser.WORD -> "a name";
      default -> parser.getVocabulary().getDisplayName(type).replace('\'', '`');
    };
  }

  /** What to do about the mistakes that people bring along from other languages. */
  static Optional<String> hint(Token token, Token before, Parser parser) {
    return switch (token.getText()) {
      case ":" -> Optional.of("a property is written `name = value`");
      case "=" ->
          before.getType() == HdwParser.WORD || parser.getContext().getParent() == null
              ? Optional.of("`==` compares two values; `=` gives a property its value")
              : Optional.empty();
      case "<EOF>" -> Optional.of("is a `}` or a `]` missing above?");
      default -> Optional.empty();
    };
  }
}
