package hdw.diagnostic;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the name that a misspelt one was meant to be. */
public final class Suggestion {
  private Suggestion() {}

  /**
   * The known name closest to {@code name}, or nothing when none is close (a third of its letters,
   * at least one).
   */
  public static Optional<String> nearest(String name, Collection<String> known) {
    int limit = Math.max(1, name.length() / 3);
    var distance = new LevenshteinDistance(limit);
    String best = null;
    int bestDistance = limit + 1;
    for (String candidate : known) {
      int apart = distance.apply(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (apart >= 0 && apart < bestDistance && !candidate.equals(name)) {
        best = candidate;
        bestDistance = apart;
      }
    }
    return Optional.ofNullable(best);
  }

  /** The hint {@code did you mean `x`?}, or nothing when no known name is close. */
  public static Optional<String> didYouMean(String name, Collection<String> known) {
    return nearest(name, known).map(best -> "did you mean `" + best + "`?");
  }
}
