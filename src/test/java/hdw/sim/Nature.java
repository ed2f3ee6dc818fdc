package hdw.sim;

import hdw.executor.Batch;
import java.time.Duration;

/** What jobs are like, and how soon they start. */
interface Nature {
  /** How long a job is in the queue before it may start. */
  Duration waits();

  /**
   * What becomes of a job that starts now.
   *
   * @param restarts how often this attempt was put back into the queue
   */
  Act act(Batch.Item item, int restarts);
}
