package hdw.executor.slurm;

import hdw.model.Resource;

/**
 * Why jobs would wait in the queue of a cluster without ever starting.
 *
 * @param resource what of the request is in the way
 * @param words what is wrong, as a sentence without its end
 * @param passes whether that may change by itself, as where a partition is closed for a day
 */
public record Refusal(Resource resource, String words, boolean passes) {

  /** One that stays as long as the cluster is what it is. */
  static Refusal of(Resource resource, String words) {
    return new Refusal(resource, words, false);
  }
}
