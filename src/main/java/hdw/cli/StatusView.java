package hdw.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a person wants to see of a run.
 *
 * @param by what it is summed up by; empty for each node by itself
 * @param named how the run was named; empty for the latest one
 */
record StatusView(StatusLooks looks, String by, String named) {

  /**
   * What is to be seen of it now.
   *
   * @param now the time, where rates and times are wanted
   */
  StatusText text(Optional<Instant> now) throws IOException {
    return new StatusText(
        looks.summary(),
        by,
        named,
        by.equals("host") ? looks.hosts() : List.of(),
        looks.workers(),
        now);
  }
}
