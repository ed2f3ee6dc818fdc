package hdw.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.ParseResult;

/** The words of a command line as a person typed them. */
final class Typed {
  private Typed() {}

  /**
   * The words but some options.
   *
   * @param flags options that stand alone
   * @param withValue options that go with a value, as the next word or behind {@code =}
   */
  static List<String> without(ParseResult parsed, Set<String> flags, Set<String> withValue) {
    var words = new ArrayList<String>();
    Iterator<String> typed = parsed.originalArgs().iterator();
    while (typed.hasNext()) {
      String each = typed.next();
      if (withValue.contains(each) && typed.hasNext()) {
        typed.next();
      } else if (!flags.contains(each) && !withValue.contains(each.replaceFirst("=.*", ""))) {
        words.add(each);
      }
    }
    return words;
  }
}
