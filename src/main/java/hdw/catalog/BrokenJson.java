package hdw.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Source;
import hdw.model.Value;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what is wrong with a JSON file, at its place in that file. */
public final class BrokenJson {
  private static final Pattern WORD = Pattern.compile("Unrecognized token '([^']*)'");

  private static final int LARGEST_EXPONENT = 301;

  private BrokenJson() {}

  /** Refuses the one character that no name of a file has. */
  public static Optional<Diagnostic> nul(Source source) {
    int at = source.text().indexOf("\\u0000");
    return at < 0
        ? Optional.empty()
        : Optional.of(
            Diagnostic.of(
                Code.HDW0505, source.span(at, at + 6), "this character stands in no name or path"));
  }

  /** A number, if it is one that a person could have meant. */
  static Optional<Value> number(BigDecimal number) {
    boolean usual = Math.abs((long) number.precision() - number.scale()) <= LARGEST_EXPONENT;
    return usual ? Optional.of(new Value.Numeric(number)) : Optional.empty();
  }

  /** What Jackson stumbles over, in words and at its place. */
  public static Diagnostic of(Source source, JsonProcessingException broken) {
    String message = broken.getOriginalMessage();
    String text = source.text();
    if (message.startsWith("Unexpected end-of-input")) {
      int end = Math.max(0, text.stripTrailing().length() - 1);
      return Diagnostic.of(Code.HDW0505, source.span(end, end + 1), "this JSON ends too early")
          .hint("a `}`, a `]` or a `\"` is missing");
    }
    Matcher word = WORD.matcher(message);
    if (word.find()) {
      int start = text.lastIndexOf(word.group(1), offset(source, broken));
      return Diagnostic.of(
              Code.HDW0505,
              source.span(Math.max(0, start), Math.max(0, start) + word.group(1).length()),
              "`" + word.group(1) + "` is no JSON")
          .hint("texts stand in double quotes; other words are `true`, `false` and `null`");
    }
    int at = offset(source, broken);
    var diagnostic =
        Diagnostic.of(
            Code.HDW0505, source.span(at, at + 1), "this is broken JSON: " + what(message));
    return diagnostic.hint(hint(text, at));
  }

  /** Jackson counts to behind the character that it stumbles over, or to it. */
  private static int offset(Source source, JsonProcessingException broken) {
    var at = broken.getLocation();
    int last = Math.max(0, source.text().length() - 1);
    if (at == null || at.getLineNr() < 1) {
      return 0;
    }
    return (int) Math.min(Math.max(0, at.getCharOffset()), last);
  }

  private static String what(String message) {
    if (message.contains("was expecting a colon")) {
      return "a `:` is missing here";
    }
    if (message.contains("was expecting comma")) {
      return "a `,` is missing here";
    }
    if (message.contains("was expecting double-quote to start field name")) {
      return "a name in double quotes is missing here";
    }
    if (message.contains("expected a valid value")) {
      return "a value is missing here";
    }
    int detail = message.indexOf('\n');
    return detail > 0 ? message.substring(0, detail) : message;
  }

  private static Optional<String> hint(String text, int at) {
    String before = text.substring(0, at).stripTrailing();
    char found = at < text.length() ? text.charAt(at) : ' ';
    if ((found == '}' || found == ']') && before.endsWith(",")) {
      return Optional.of("leave out the comma in front of it: behind the last one stands none");
    }
    return switch (found) {
      case '\'' -> Optional.of("JSON has double quotes only");
      case '#', '/' -> Optional.of("JSON has no comments");
      default -> Optional.empty();
    };
  }
}
