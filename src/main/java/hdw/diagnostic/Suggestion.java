package hdw.diagnostic;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/** Finds the name that a misspelt one was meant to be. */
public final class Suggestion {
  private Suggestion() {}

  /**
   * The known name that is meant: the same in another case, else the one that other programs call
   * {@code name}, else the closest; nothing when none is close.
   *
   * <p>Close is a third of its letters, at least one; two letters that changed places count as one.
   * A single letter is close to nothing else.
   */
  public static Optional<String> nearest(String name, Collection<String> known) {
    int limit = name.length() < 2 ? 0 : Math.max(1, name.length() / 3);
    var distance = new DamerauLevenshteinDistance(limit);
    Optional<String> best = Optional.empty();
    int bestDistance = limit + 1;
    for (String candidate : known) {
      int apart = distance.apply(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (apart >= 0 && apart < bestDistance && !candidate.equals(name)) {
        best = Optional.of(candidate);
        bestDistance = apart;
      }
    }
    if (bestDistance == 0) {
      return best;
    }
    Optional<String> synonym = Synonyms.of(name).stream().filter(known::contains).findFirst();
    return synonym.isPresent() ? synonym : best;
  }

  /** The hint {@code did you mean `x`?}, or nothing when no known name is close. */
  public static Optional<String> didYouMean(String name, Collection<String> known) {
    return nearest(name, known).map(best -> "did you mean `" + best + "`?");
  }
}
