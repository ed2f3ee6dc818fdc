package hdw.shell;

import java.util.regex.Pattern;

/** Writes a text as one word of bash. */
public final class ShellQuoting {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

  private ShellQuoting() {}

  /**
   * The word that bash reads as exactly {@code text}: as it is where nothing in it is special, else
   * in single quotes.
   *
   * @throws IllegalArgumentException for a text with a NUL, which bash cannot hold
   */
  public static String quote(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a NUL cannot stand in a shell script");
    }
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
