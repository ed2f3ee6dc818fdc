package hdw.executor;

import hdw.model.Executor;
import hdw.model.Task;
import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import hdw.rules.Request;
import java.util.List;

/**
 * Jobs of one task that are submitted together.
 *
 * <p>They are ready together and agree in all that cannot vary within one submission: see {@link
 * Batches}.
 *
 * @param stem the name that it shares with other batches: its task's, or what the layout has
 *     instead
 * @param number from 1
 * @param items at least one
 */
public record Batch(String stem, int number, Task task, List<Item> items) {

  /** Copies the list. */
  public Batch {
    items = List.copyOf(items);
    if (items.isEmpty()) {
      throw new IllegalArgumentException("a batch without jobs: " + stem);
    }
  }

  /**
   * A job, what this attempt asks for, and which attempt it is.
   *
   * @param attempt from 1
   * @param avoided machines where it should not run, in order
   */
  public record Item(JobRef job, Request request, int attempt, List<String> avoided) {

    /** Copies the list. */
    public Item {
      avoided = List.copyOf(avoided);
    }

    /** The first attempt of a job, asking for what the plan says. */
    public static Item first(NodePlan node, int job) {
      return new Item(new JobRef(node, job), node.request(job), 1, List.of());
    }

    /** The job's node. */
    public NodePlan node() {
      return job.node();
    }

    /** The job's id. */
    public String id() {
      return job.node().id(job.job());
    }
  }

  /**
   * The batch that is the {@code number}th of its name.
   *
   * @param number from 1
   */
  public static Batch of(String stem, int number, List<Item> items) {
    return new Batch(stem, number, items.get(0).node().node().task(), items);
  }

  /** The name of its files: with its number, where it is not the first. */
  public String name() {
    return number == 1 ? stem : stem + "-" + number;
  }

  /** How many jobs there are. */
  public int size() {
    return items.size();
  }

  /** What its first job asks for: all others agree in what cannot vary. */
  public Request request() {
    return items.get(0).request();
  }

  /** What runs it. */
  public Executor executor() {
    return request().executor();
  }
}
