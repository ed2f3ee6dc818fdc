package hdw.executor.slurm;

import hdw.executor.slurm.AheadBatch.Part;
import hdw.executor.slurm.AheadBatch.Wait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes what a part waits for as Slurm wants it: {@code aftercorr:12,afterok:14_0:14_1}.
 *
 * <p>Tasks are named one by one, so that nobody waits for more than he takes; where that would be
 * more than {@value #MOST_NAMED} names, an array of which all tasks are meant is named alone.
 * sbatch takes 10,000 names in half a second, and no word of more than 128 KiB: before that, whole
 * arrays are waited for, whatever else is in them.
 */
public final class Dependencies {
  private static final int MOST_NAMED = 1000;
  private static final int LONGEST = 100_000;

  private final List<AheadBatch> batches;
  private final Map<List<Integer>, String> ids = new HashMap<>();

  /** What is submitted, in this order. */
  public Dependencies(List<AheadBatch> batches) {
    this.batches = List.copyOf(batches);
  }

  /** A part is in the queue under this id. */
  public void submitted(int batch, int part, String id) {
    ids.put(List.of(batch, part), id);
  }

  /** The ids of all parts so far that wait for nothing. */
  public List<String> first() {
    var first = new ArrayList<String>();
    for (int i = 0; i < batches.size(); i++) {
      List<Part> parts = batches.get(i).parts();
      for (int k = 0; k < parts.size(); k++) {
        String id = ids.get(List.of(i, k));
        if (id != null && parts.get(k).isFirst()) {
          first.add(id);
        }
      }
    }
    return first;
  }

  /** What a part waits for, all of which is submitted; nothing for one that waits for nothing. */
  public Optional<String> of(Part part) {
    if (part.isFirst()) {
      return Optional.empty();
    }
    int names = part.waits().stream().mapToInt(each -> each.tasks().size()).sum();
    String text = text(part, names <= MOST_NAMED ? Naming.TASKS : Naming.WHOLE_ARRAYS);
    return Optional.of(text.length() <= LONGEST ? text : text(part, Naming.ARRAYS));
  }

  /** How tasks of arrays are named. */
  private enum Naming {
    /** One by one. */
    TASKS,
    /** By their array, where all of it is meant. */
    WHOLE_ARRAYS,
    /** By their array. */
    ARRAYS
  }

  private String text(Part part, Naming naming) {
    var corresponding = new StringBuilder();
    var others = new StringBuilder();
    for (Wait each : part.waits()) {
      if (each.isTaskByTask()) {
        corresponding.append(':').append(id(each));
      } else {
        names(each, naming).forEach(name -> others.append(':').append(name));
      }
    }
    var all = new ArrayList<String>();
    if (!corresponding.isEmpty()) {
      all.add("aftercorr" + corresponding);
    }
    if (!others.isEmpty()) {
      all.add("afterok" + others);
    }
    return String.join(",", all);
  }

  private String id(Wait wait) {
    String id = ids.get(List.of(wait.batch(), wait.part()));
    if (id == null) {
      throw new IllegalStateException("not submitted yet: " + wait);
    }
    return id;
  }

  private List<String> names(Wait wait, Naming naming) {
    AheadBatch batch = batches.get(wait.batch());
    boolean all = wait.tasks().size() == batch.parts().get(wait.part()).slice().size();
    boolean briefly = naming == Naming.ARRAYS || naming == Naming.WHOLE_ARRAYS && all;
    String id = id(wait);
    return !batch.isArray() || briefly
        ? List.of(id)
        : wait.tasks().stream().map(each -> id + "_" + each).toList();
  }
}
