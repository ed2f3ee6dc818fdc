package hdw.executor.local;

import hdw.units.Memory;
import hdw.units.WallTime;
import java.util.Optional;

/** What an attempt is held to; nothing is enforced where nothing was asked for. */
public record Limits(Optional<Memory> memory, Optional<WallTime> time) {
  /** Held to nothing. */
  public static final Limits NONE = new Limits(Optional.empty(), Optional.empty());
}
