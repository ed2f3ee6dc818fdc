package hdw.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ParseResult;

/**
 * What to type to go on with a run: what was typed, as another value of a param would be another
 * run, but without what begins anew.
 */
final class Again {
  private Again() {}

  /** The command line, quoted for a shell. */
  static String of(ParseResult parsed) {
    var words = new ArrayList<>(List.of("hdw", "run"));
    Iterator<String> typed = parsed.originalArgs().iterator();
    while (typed.hasNext()) {
      String each = typed.next();
      if (each.equals("--redo") && typed.hasNext()) {
        typed.next();
      } else if (!each.equals("--new") && !each.startsWith("--redo=")) {
        words.add(quoted(each));
      }
    }
    return String.join(" ", words);
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./=:,+@%-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
