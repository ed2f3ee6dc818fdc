package hdw.plan;

import hdw.catalog.Sample;
import java.util.Optional;

/**
 * One input of a job.
 *
 * @param path as jobs see it
 * @param producer the job that writes it; none for a file of a sample and a plain file
 * @param sample the sample it belongs to, if any
 */
public record JobInput(String path, Optional<JobRef> producer, Optional<Sample> sample) {

  /** A job: row {@code job} of a node. */
  public record JobRef(NodePlan node, int job) {}
}
