package hdw.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
    for (String each :
        Typed.without(parsed, Set.of("--new", "--recut", "--ahead"), Set.of("--redo"))) {
      words.add(quoted(each));
    }
    return String.join(" ", words);
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./=:,+@%-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
