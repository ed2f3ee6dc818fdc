package hdw.executor.htcondor;

import java.time.Instant;
import java.util.List;

/**
 * One event of a user log.
 *
 * @param number what kind of event it is, such as 5 for "Job terminated."
 * @param proc -1 where it is about a whole cluster
 * @param headline what its first line says behind the time
 * @param body the lines behind the first, as they are
 */
record LogEvent(
    int number, int cluster, int proc, Instant time, String headline, List<String> body) {
  LogEvent {
    body = List.copyOf(body);
  }
}
