package hdw.executor;

import hdw.model.Executor;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.rules.Request;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts jobs into batches: one for each task, and one more for whatever cannot be in the same
 * submission.
 *
 * <p>HTCondor takes memory, cores, disk and time row by row, so that only executor, queue, account,
 * GPUs and raw lines keep jobs apart; a Slurm array asks for the same in all its tasks. A level of
 * a tree waits for the one below, so that it is a batch of its own.
 */
public final class Batches {
  private final Plan plan;
  private final Map<String, Map<Key, List<Batch.Item>>> groups = new LinkedHashMap<>();
  private final Map<Alike, NodeSettings> known = new HashMap<>();
  private Alike last;
  private List<Batch.Item> lastGroup = List.of();

  /** What jobs share that stand in a row; the very same request, as jobs of a plan share them. */
  private record Alike(NodePlan node, Request request, int level) {
    @Override
    @SuppressWarnings("ReferenceEquality") // to compare what is in a request takes far longer
    public boolean equals(Object other) {
      return other instanceof Alike alike
          && alike.node == node
          && alike.request == request
          && alike.level == level;
    }

    @Override
    public int hashCode() {
      return 31 * (31 * System.identityHashCode(node) + System.identityHashCode(request)) + level;
    }
  }

  private record Key(
      Executor executor,
      Optional<String> queue,
      Optional<String> account,
      int gpus,
      boolean timed,
      NodeSettings settings,
      Optional<Sizes> sizes,
      int level) {}

  /** Jobs of this machine are started one by one, so that nothing keeps them apart. */
  private static final Key LOCAL =
      new Key(
          Executor.LOCAL,
          Optional.empty(),
          Optional.empty(),
          0,
          false,
          new NodeSettings(List.of(), false, Optional.empty(), Optional.empty()),
          Optional.empty(),
          0);

  private record Sizes(Memory memory, int cpus, Optional<WallTime> time) {}

  private Batches(Plan plan) {
    this.plan = plan;
  }

  /** The batches of all jobs of a plan, in its order. */
  public static List<Batch> of(Plan plan) {
    var batches = new Batches(plan);
    for (NodePlan node : plan.nodes()) {
      for (int i = 0; i < node.size(); i++) {
        batches.add(Batch.Item.first(node, i));
      }
    }
    return batches.named();
  }

  /**
   * Jobs that are ready together, put into groups of which each can be one submission, in the order
   * in which they first occur.
   */
  public static List<List<Batch.Item>> of(Plan plan, List<Batch.Item> ready) {
    var batches = new Batches(plan);
    ready.forEach(batches::add);
    return batches.groups.values().stream().flatMap(each -> each.values().stream()).toList();
  }

  private void add(Batch.Item item) {
    NodePlan node = item.node();
    int level = node.tree().isPresent() ? node.tree().get().level(item.job().job()) : 0;
    var alike = new Alike(node, item.request(), level);
    if (!alike.equals(last)) {
      last = alike;
      lastGroup =
          groups
              .computeIfAbsent(node.node().task().name(), task -> new LinkedHashMap<>())
              .computeIfAbsent(key(alike), unseen -> new ArrayList<>());
    }
    lastGroup.add(item);
  }

  private Key key(Alike alike) {
    Request request = alike.request();
    if (request.executor() == Executor.LOCAL) {
      return LOCAL;
    }
    NodeSettings settings =
        known.computeIfAbsent(alike, each -> NodeSettings.of(plan, each.node(), each.request()));
    boolean allAlike = request.executor() == Executor.SLURM;
    return new Key(
        request.executor(),
        request.queue().map(each -> each.name()),
        request.account(),
        request.gpus(),
        request.time().isPresent(),
        settings,
        allAlike
            ? Optional.of(new Sizes(request.memory(), request.cpus(), request.time()))
            : Optional.empty(),
        alike.level());
  }

  private List<Batch> named() {
    var batches = new ArrayList<Batch>();
    groups.forEach(
        (task, ofTask) -> {
          int number = 0;
          for (List<Batch.Item> items : ofTask.values()) {
            number++;
            batches.add(Batch.of(task, number, items));
          }
        });
    return batches;
  }
}
