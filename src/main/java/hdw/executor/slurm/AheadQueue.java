package hdw.executor.slurm;

import hdw.executor.RefusedException;
import hdw.executor.Submission;
import java.io.IOException;
import java.util.Optional;

/** A queue in which jobs wait for one another, so that they can be submitted all at once. */
public interface AheadQueue {
  /**
   * Submits a part of a batch. Where it ends with an {@link IOException}, it may be in the queue
   * all the same.
   *
   * @param dependency what it waits for; held until {@link #release} where there is nothing
   * @return the number of the array
   * @throws RefusedException where it was not taken and trying again would not help
   */
  String submit(Submission submission, Slice slice, Optional<String> dependency)
      throws IOException, RefusedException;

  /** Lets go all jobs of the run that are held; safe to repeat. */
  void release() throws IOException;
}
