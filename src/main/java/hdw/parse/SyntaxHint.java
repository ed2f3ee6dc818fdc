package hdw.parse;

import hdw.diagnostic.Suggestion;
import hdw.parse.antlr.HdwParser;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** What to do about the mistakes that people bring along from other languages. */
final class SyntaxHint {
  private static final List<String> DECLARATIONS =
      List.of(
          "workflow",
          "use",
          "param",
          "let",
          "defaults",
          "samples",
          "sample",
          "task",
          "rule",
          "symptom",
          "site",
          "case");
  private static final List<String> CONTROL = List.of("if", "for", "while", "else", "elif");

  private SyntaxHint() {}

  /** The hint, if the mistake is a common one; {@code file} says that no template surrounds it. */
  static Optional<String> at(ErrorPlace place, boolean file) {
    String found = place.token().getText();
    String before = place.before(1).getText();
    if (!file) {
      return place.token().getType() == Token.EOF
          ? Optional.empty()
          : Optional.of("write `\\{{` for two braces that hdw should leave alone");
    }
    Optional<String> hint =
        switch (found) {
          case ":" -> Optional.of("a property is written `name = value`");
          case "=" -> equalsSign(place);
          case "," -> comma(place);
          case "-" -> dash(place);
          case "/" -> slash(place);
          case "<", ">", "==" -> comparison(place, before);
          case "}", "]", ")" ->
              place.opener().isEmpty()
                  ? Optional.of("nothing is open here that it could close: leave it out")
                  : Optional.empty();
          default -> Optional.empty();
        };
    return hint.or(() -> word(place, found, before));
  }

  private static Optional<String> equalsSign(ErrorPlace place) {
    boolean condition =
        place.within(HdwParser.RULE_expression)
            || place.context() instanceof HdwParser.RuleDeclarationContext
            || place.context() instanceof HdwParser.TaskContext;
    return condition
        ? Optional.of("`==` compares two values; `=` gives a property its value")
        : Optional.empty();
  }

  private static Optional<String> comma(ErrorPlace place) {
    return place.context().getRuleIndex() == HdwParser.RULE_block
        ? Optional.of("properties need no comma between them: leave it out")
        : Optional.empty();
  }

  private static Optional<String> dash(ErrorPlace place) {
    return place.isGlued() && place.before(1).getType() == HdwParser.WORD
        ? Optional.of("a name is made of letters, digits and `_`")
        : Optional.empty();
  }

  private static Optional<String> slash(ErrorPlace place) {
    boolean comment = place.context().getRuleIndex() == HdwParser.RULE_file;
    return Optional.of(comment ? "a comment begins with `#`" : "a path is written in quotes");
  }

  private static Optional<String> comparison(ErrorPlace place, String before) {
    if (place.isGlued() && before.equals("<")) {
      return Optional.of("`!=` means unequal");
    }
    String input = place.token().getInputStream().toString();
    int start = input.offsetByCodePoints(0, place.token().getStartIndex());
    String mark = input.substring(start, Math.min(input.length(), start + 7));
    return List.of("<<<<<<<", "=======", ">>>>>>>").contains(mark)
        ? Optional.of("this is the mark of a merge that was not finished")
        : Optional.empty();
  }

  private static Optional<String> word(ErrorPlace place, String found, String before) {
    int type = place.token().getType();
    int rule = place.context().getRuleIndex();
    boolean isText = type == HdwParser.TEXT || type == HdwParser.RAW_TEXT;
    if (isText && place.isGlued() && place.before(1).getType() == HdwParser.WORD) {
      return Optional.of(
          "a text has no letter before its quotes; values are filled in as `{{name}}`");
    }
    if (type == HdwParser.NUMBER && rule == HdwParser.RULE_id) {
      return Optional.of("a name begins with a letter");
    }
    if (CONTROL.contains(before) || CONTROL.contains(found)) {
      return Optional.of("a `where` behind a task's name or a `rule` decides; there is no `if`");
    }
    boolean inBlock = rule == HdwParser.RULE_block || rule == HdwParser.RULE_property;
    if (inBlock && DECLARATIONS.contains(before) && type == HdwParser.WORD) {
      return Optional.of(
          "is a `}` missing above? The `{` that is open stands in line "
              + place.opener().map(Token::getLine).orElse(place.token().getLine()));
    }
    return rule == HdwParser.RULE_file
        ? Suggestion.didYouMean(found, DECLARATIONS)
        : Optional.empty();
  }
}
