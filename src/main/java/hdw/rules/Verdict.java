package hdw.rules;

import java.util.Locale;
import java.util.Optional;

/** What the executor or the scheduler itself says of how an attempt ended. */
public enum Verdict {
  /** It ended by itself. */
  ENDED,
  /** It was ended as it took more memory than it was granted. */
  OUT_OF_MEMORY,
  /** It was ended as it ran longer than it was granted. */
  OUT_OF_TIME,
  /** The machine below it went away. */
  LOST_NODE,
  /** It had to make room for others. */
  PREEMPTED,
  /** Somebody removed it. */
  REMOVED,
  /** It never began. */
  NOT_STARTED,
  /** Files that were to travel with it could not be read. */
  BAD_INPUT,
  /** What it should have written was not there when it was to be fetched. */
  MISSING_OUTPUT,
  /** There was no room for what it wrote. */
  DISK_FULL,
  /** Its proxy or token was not there, or too old. */
  NO_CREDENTIAL;

  /** Its name in a journal. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The verdict called {@code word}. */
  public static Optional<Verdict> named(String word) {
    for (Verdict each : values()) {
      if (each.word().equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
