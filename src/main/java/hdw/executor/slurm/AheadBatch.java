package hdw.executor.slurm;

import hdw.executor.Batch;
import java.util.List;
import java.util.Optional;

/**
 * Jobs of one task that are submitted ahead of what they take from.
 *
 * @param stem the name of their batch, but for its number
 * @param items the jobs, part by part
 * @param parts what one sbatch takes each, in order; together they are all rows
 * @param running how many of the jobs may run at a time
 */
public record AheadBatch(
    String stem, List<Batch.Item> items, List<Part> parts, Optional<Integer> running) {

  /** Copies the lists. */
  public AheadBatch {
    items = List.copyOf(items);
    parts = List.copyOf(parts);
  }

  /**
   * What one sbatch takes.
   *
   * @param waits what it waits for; nothing where it could start at once
   */
  public record Part(Slice slice, List<Wait> waits) {
    /** Copies the list. */
    public Part {
      waits = List.copyOf(waits);
    }

    /** Whether nothing of it waits for another job: it is held until all is submitted. */
    public boolean isFirst() {
      return waits.isEmpty();
    }
  }

  /**
   * A wait for jobs of another part.
   *
   * @param batch the place of its batch in the order, from 0
   * @param part its place in that batch, from 0
   * @param tasks the indexes of the jobs; none where each job waits for the one with its own index
   */
  public record Wait(int batch, int part, List<Integer> tasks) {
    /** Copies the list. */
    public Wait {
      tasks = List.copyOf(tasks);
    }

    /** Whether each job waits for the one with its own index. */
    boolean isTaskByTask() {
      return tasks.isEmpty();
    }
  }

  /** Whether it is more than one job, and so made of arrays. */
  public boolean isArray() {
    return items.size() > 1;
  }

  /**
   * Whether more parts than jobs may run at a time: Slurm holds to such a number within one array
   * alone.
   */
  public boolean isCrowded() {
    return running.filter(most -> most < parts.size()).isPresent();
  }
}
