package hdw.insight;

/** Finds what stands between braces in the text of a workflow, past its texts and comments. */
final class Braces {
  private Braces() {}

  /**
   * What stands behind an opening brace up to the one that closes it, with blanks in the place of
   * texts, comments and all that stands in further braces.
   *
   * @param from the first place behind the brace
   */
  static String body(String text, int from) {
    var body = new StringBuilder();
    int depth = 1;
    boolean quoted = false;
    boolean comment = false;
    for (int i = from; i < text.length(); i++) {
      char each = text.charAt(i);
      if (comment || quoted) {
        if (quoted && each == '\\') {
          body.append(' ');
          i++;
        }
        quoted = quoted && each != '"';
        comment = comment && each != '\n';
      } else {
        quoted = each == '"';
        comment = each == '#';
        depth += each == '{' ? 1 : each == '}' ? -1 : 0;
        if (depth == 0) {
          return body.toString();
        }
      }
      body.append(each == '\n' || (!quoted && !comment && depth == 1) ? each : ' ');
    }
    return body.toString();
  }

  /** Whether a place of a line stands in a comment or in a text that begins in this line. */
  static boolean isHidden(String line, int at) {
    boolean quoted = false;
    for (int i = 0; i < at; i++) {
      char each = line.charAt(i);
      if (quoted && each == '\\') {
        i++;
      } else if (each == '"') {
        quoted = !quoted;
      } else if (each == '#' && !quoted) {
        return true;
      }
    }
    return quoted;
  }
}
