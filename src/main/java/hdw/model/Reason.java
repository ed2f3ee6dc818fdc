package hdw.model;

import java.util.Locale;
import java.util.Optional;

/** Why an attempt failed. */
public enum Reason {
  OUT_OF_MEMORY,
  OUT_OF_TIME,
  BAD_INPUT,
  MISSING_OUTPUT,
  LOST_NODE,
  PREEMPTED,
  REMOVED,
  DISK_FULL,
  NO_CREDENTIAL,
  NOT_STARTED,
  COMMAND_FAILED,
  UNKNOWN;

  /** Its name in the language. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The reason called {@code word}. */
  public static Optional<Reason> named(String word) {
    for (Reason each : values()) {
      if (each.word().equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
