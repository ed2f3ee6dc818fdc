package hdw.parse;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Span;

/** Says what to write instead of a character that the language does not have. */
final class OddCharacter {
  private OddCharacter() {}

  static Diagnostic diagnostic(Span span, String character) {
    int codePoint = character.codePointAt(0);
    String shown =
        Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE
            ? String.format(java.util.Locale.ROOT, "U+%04X", codePoint)
            : character;
    var diagnostic = Diagnostic.of(Code.HDW0103, span, "`" + shown + "` means nothing here");
    return switch (character) {
      case "'", "\u2018", "\u2019", "\u201c", "\u201d", "`" ->
          diagnostic.hint("write text between straight double quotes: \"like this\"");
      case ";" -> diagnostic.hint("properties need nothing between them: leave `;` out");
      case "&" -> diagnostic.hint("write `and`");
      case "|" -> diagnostic.hint("write `or`");
      case "!" -> diagnostic.hint("write `not`, or `!=` for unequal");
      case "$" ->
          diagnostic.hint(
              "a param or let is reached by its bare name, in text as `{{name}}`; a variable of the"
                  + " environment as `env(\""
                  + variable(span)
                  + "\")`");
      case "\\" -> diagnostic.hint("a value goes on in the next line without a mark: leave it out");
      default -> diagnostic;
    };
  }

  /** The name behind a dollar sign. */
  private static String variable(Span dollar) {
    String text = dollar.source().text();
    int start = dollar.end() < text.length() && text.charAt(dollar.end()) == '{' ? 1 : 0;
    int end = dollar.end() + start;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    String name = text.substring(dollar.end() + start, end);
    return name.isEmpty() ? "HOME" : name;
  }
}
