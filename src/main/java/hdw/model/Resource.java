package hdw.model;

import java.util.Locale;
import java.util.Optional;

/**
 * What a job asks for or is bound by, and what sites, defaults, rules and the command line may set.
 */
public enum Resource {
  EXECUTOR(Type.EXECUTOR),
  QUEUE(Type.QUEUE),
  MEMORY(Type.MEMORY),
  CPUS(Type.NUMBER),
  GPUS(Type.NUMBER),
  DISK(Type.MEMORY),
  TIME(Type.TIME),
  ACCOUNT(Type.TEXT),
  RETRIES(Type.NUMBER);

  private final Type type;

  Resource(Type type) {
    this.type = type;
  }

  /** The type of its values. */
  public Type type() {
    return type;
  }

  /** Its name in the language. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The resource called {@code word}. */
  public static Optional<Resource> named(String word) {
    for (Resource each : values()) {
      if (each.word().equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
