package hdw.rules;

import hdw.model.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Why an attempt failed.
 *
 * @param because what says so, the strongest first, each as people read it: {@code exit code 137},
 *     {@code used 2.1 GB of 2 GB}, {@code standard error says "std::bad_alloc"}
 * @param line the one line of its output that says most; {@code exit code 3, and not a word} where
 *     there is none
 * @param sign 64 bits in hexadecimal over exit code and last lines, numbers and paths that differ
 *     from job to job left out: failures with one sign are alike
 */
public record Cause(Reason reason, Sureness sure, List<String> because, String line, String sign) {

  /** Copies the list. */
  public Cause {
    because = List.copyOf(because);
  }

  /** How sure a cause is. */
  public enum Sureness {
    /** Two kinds of evidence agree, or the executor itself ended the attempt. */
    CERTAIN,
    /** One kind of evidence that seldom errs. */
    LIKELY,
    /** Nothing better was found. */
    GUESSED;

    /** Its name in a journal. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The sureness called {@code word}. */
    public static Optional<Sureness> named(String word) {
      for (Sureness each : values()) {
        if (each.word().equals(word)) {
          return Optional.of(each);
        }
      }
      return Optional.empty();
    }
  }
}
