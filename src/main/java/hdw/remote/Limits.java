package hdw.remote;

import java.time.Duration;

/**
 * How long the network may take.
 *
 * @param connect until a server has been found and greeted
 * @param answer until a request has been answered as a whole
 */
record Limits(Duration connect, Duration answer) {
  static final Limits USUAL = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(20));
}
