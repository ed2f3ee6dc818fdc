package hdw.executor;

import hdw.model.Executor;
import hdw.model.Task;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.plan.Tree;
import hdw.rules.Request;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.util.ArrayList;
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
    plan.nodes().forEach(batches::add);
    return batches.named();
  }

  private void add(NodePlan node) {
    Map<Key, List<Batch.Item>> ofTask =
        groups.computeIfAbsent(node.node().task().name(), task -> new LinkedHashMap<>());
    List<NodeSettings> settings =
        node.requests().stream().map(each -> NodeSettings.of(plan, node, each)).toList();
    Optional<Tree> tree = node.tree();
    int last = -1;
    int lastLevel = -1;
    List<Batch.Item> items = List.of();
    for (int i = 0; i < node.size(); i++) {
      int which = node.requestIndex(i);
      int level = tree.isPresent() ? tree.get().level(i) : 0;
      if (which != last || level != lastLevel) {
        Key key = key(node.requests().get(which), settings.get(which), level);
        items = ofTask.computeIfAbsent(key, unseen -> new ArrayList<>());
        last = which;
        lastLevel = level;
      }
      items.add(Batch.Item.first(node, i));
    }
  }

  private static Key key(Request request, NodeSettings settings, int level) {
    if (request.executor() == Executor.LOCAL) {
      return LOCAL;
    }
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
        level);
  }

  private List<Batch> named() {
    var batches = new ArrayList<Batch>();
    groups.forEach(
        (task, ofTask) -> {
          int number = 0;
          for (List<Batch.Item> items : ofTask.values()) {
            number++;
            Task declared = items.get(0).node().node().task();
            batches.add(new Batch(number == 1 ? task : task + "-" + number, declared, items));
          }
        });
    return batches;
  }
}
