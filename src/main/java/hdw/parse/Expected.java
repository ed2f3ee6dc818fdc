package hdw.parse;

import hdw.parse.antlr.HdwParser;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** What could have stood at the place of a syntax error, in the words of the language reference. */
final class Expected {
  private static final String DECLARATION = "a declaration such as `task`, `sample` or `rule`";
  private static final String PROPERTY = "a property such as `memory = 2 GB`, or `}`";

  private Expected() {}

  /** A phrase such as {@code a value} or {@code `=`}. */
  static String at(ErrorPlace place, IntervalSet tokens) {
    String open = place.opener().map(Token::getText).orElse("");
    if ("[(".contains(open) && !open.isEmpty() && place.isBehindValue()) {
      return open.equals("[") ? "`,` or `]`" : "`,` or `)`";
    }
    if (tokens.size() == 1) {
      return single(place, tokens.getMinElement());
    }
    return switch (place.context().getRuleIndex()) {
      case HdwParser.RULE_file -> DECLARATION;
      case HdwParser.RULE_declaration -> inDeclaration(place, tokens);
      case HdwParser.RULE_block, HdwParser.RULE_property ->
          tokens.contains(HdwParser.WORD) || tokens.isNil() ? PROPERTY : "`=`";
      case HdwParser.RULE_action -> "an action such as `memory = 4 GB` or `retry`";
      case HdwParser.RULE_dimension -> "a dimension such as `sample`";
      case HdwParser.RULE_id, HdwParser.RULE_reference -> "a name";
      case HdwParser.RULE_value -> "an operator or the end of the value";
      default -> "a value";
    };
  }

  private static String inDeclaration(ErrorPlace place, IntervalSet tokens) {
    if (tokens.contains(HdwParser.TEXT) && !tokens.contains(HdwParser.NUMBER)) {
      return "a name or a text in quotes";
    }
    if (tokens.contains(HdwParser.NUMBER)) {
      return "a value";
    }
    return place.context() instanceof HdwParser.RuleDeclarationContext
        ? "`when CONDITION` or `then ACTION`"
        : "`{`, or one of the words that may stand before it";
  }

  private static String single(ErrorPlace place, int type) {
    boolean inRule = place.context() instanceof HdwParser.RuleDeclarationContext;
    String shown = place.display(type);
    return switch (type) {
      case Token.EOF ->
          place.context().getRuleIndex() == HdwParser.RULE_value
              ? "an operator or the end of the value"
              : DECLARATION;
      case HdwParser.TEXT -> "a text in quotes";
      case HdwParser.NUMBER -> "a number";
      case HdwParser.WORD -> "a name";
      default ->
          switch (shown) {
            case "`}`" -> inRule ? "`,` and one more action, or `}`" : PROPERTY;
            case "`then`" ->
                ((HdwParser.RuleDeclarationContext) place.context()).when == null
                    ? "`when CONDITION` or `then ACTION`"
                    : shown;
            default -> shown;
          };
    };
  }
}
