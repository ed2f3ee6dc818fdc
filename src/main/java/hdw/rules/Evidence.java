package hdw.rules;

import hdw.units.Memory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All that is known of a failed attempt, before anybody says why it failed.
 *
 * @param exit the exit code of its script; none where nobody saw it end
 * @param verdict what the executor or scheduler says
 * @param said the words of that verdict, such as a hold reason; empty where it has none
 * @param memoryUsed the most that its process tree held at one time, as far as it was measured
 * @param memoryGranted what it was held to; none where nothing was enforced
 * @param timeUsed how long it ran
 * @param timeGranted what it was held to; none where nothing was enforced
 * @param out the tail of its standard output
 * @param err the tail of its standard error
 * @param missing the outputs that it should have written and did not, as jobs see them
 * @param host the machine it ran on
 * @param restarts how often the scheduler had started it again
 */
public record Evidence(
    OptionalInt exit,
    Verdict verdict,
    String said,
    Optional<Memory> memoryUsed,
    Optional<Memory> memoryGranted,
    Optional<Duration> timeUsed,
    Optional<Duration> timeGranted,
    String out,
    String err,
    List<String> missing,
    String host,
    int restarts) {

  /** Copies the list. */
  public Evidence {
    missing = List.copyOf(missing);
  }
}
