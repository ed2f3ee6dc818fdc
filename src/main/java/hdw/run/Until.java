package hdw.run;

import java.time.Duration;
import java.time.Instant;

/** How long it is until something is due. */
final class Until {
  private Until() {}

  /** The time from now until then; zero where then is over. */
  static Duration of(Instant then, Instant now) {
    return then.isBefore(now) ? Duration.ZERO : Duration.between(now, then);
  }
}
