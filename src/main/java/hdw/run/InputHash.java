package hdw.run;

import hdw.catalog.Sample;
import hdw.catalog.Surroundings;
import java.util.Optional;

/**
 * A name for the files that a job reads: their logical names, sizes and times of last change.
 *
 * <p>Sizes of files behind URLs stand apart, behind a {@code +}, as a plan that needs them not does
 * not look them up: a result still counts where one of two plans did not know them. Times of such
 * files do not count: each copy has one of its own, and a redirector may name another copy each
 * time it is asked.
 */
final class InputHash {
  private final Hash hash = new Hash();
  private Optional<Hash> seenFarAway = Optional.empty();

  /** Adds file {@code i} of a sample. */
  void add(Sample sample, int i) {
    String path = sample.files().paths().get(i);
    long bytes = sample.files().bytes()[i];
    hash.add(sample.files().name(i));
    if (!Surroundings.isUrl(path)) {
      hash.add(bytes).add(sample.files().modified()[i]);
    } else if (bytes >= 0) {
      if (seenFarAway.isEmpty()) {
        seenFarAway = Optional.of(new Hash());
      }
      seenFarAway.get().add(bytes);
    }
  }

  /** Adds a file by its content; that of a URL is not looked at. */
  void add(String path, String content) {
    hash.add(path).add(content);
  }

  /** The name. */
  String text() {
    return seenFarAway.isPresent() ? hash.text() + "+" + seenFarAway.get().text() : hash.text();
  }

  /** Whether two names are those of the same files, as far as both plans looked. */
  static boolean same(String one, String other) {
    int plus = one.indexOf('+');
    int otherPlus = other.indexOf('+');
    boolean bothSeen = plus >= 0 && otherPlus >= 0;
    return bothSeen
        ? one.equals(other)
        : (plus < 0 ? one : one.substring(0, plus))
            .equals(otherPlus < 0 ? other : other.substring(0, otherPlus));
  }
}
