package hdw.executor;

import hdw.executor.vanilla.VanillaNames;
import hdw.model.Executor;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.rules.Request;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
 * a tree waits for the one below, so that it is a batch of its own. HiggsDNA's layout has a
 * submission for each sample.
 */
public final class Batches {
  private final Plan plan;
  private final Map<String, Map<Key, List<Batch.Item>>> groups = new LinkedHashMap<>();
  private final Optional<VanillaNames> vanilla;
  private final Map<Alike, NodeSettings> known = new HashMap<>();
  private Alike last;
  private Optional<Batch.Item> lastItem = Optional.empty();
  private List<Batch.Item> lastGroup = List.of();

  /** What jobs share that stand in a row; the very same request, as jobs of a plan share them. */
  private record Alike(
      String stem, NodePlan node, Request request, int level, List<String> avoided) {
    @Override
    @SuppressWarnings("ReferenceEquality") // to compare what is in a request takes far longer
    public boolean equals(Object other) {
      return other instanceof Alike alike
          && alike.node == node
          && alike.request == request
          && alike.level == level
          && alike.avoided.equals(avoided)
          && alike.stem.equals(stem);
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
      int level,
      List<String> avoided) {}

  /** Jobs of this machine are started one by one, so that nothing keeps them apart. */
  private static final Key LOCAL =
      new Key(
          Executor.LOCAL,
          Optional.empty(),
          Optional.empty(),
          0,
          false,
          new NodeSettings(List.of(), false, Optional.empty(), Optional.empty(), Staging.NO),
          Optional.empty(),
          0,
          List.of());

  private record Sizes(Memory memory, int cpus, Optional<WallTime> time) {}

  private Batches(Plan plan) {
    this.plan = plan;
    this.vanilla =
        plan.workflow().layout().isVanilla()
            ? Optional.of(new VanillaNames(plan))
            : Optional.empty();
  }

  /**
   * Jobs that can be one submission.
   *
   * @param stem the name of their batch, but for its number
   */
  public record Group(String stem, List<Batch.Item> items) {}

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
  public static List<Group> of(Plan plan, List<Batch.Item> ready) {
    var batches = new Batches(plan);
    ready.forEach(batches::add);
    return batches.groups();
  }

  private List<Group> groups() {
    var all = new ArrayList<Group>();
    groups.forEach(
        (stem, alike) -> alike.values().forEach(items -> all.add(new Group(stem, items))));
    return all;
  }

  /** What the batch of a job is called, but for its number. */
  private String stem(Batch.Item item) {
    return vanilla.isPresent() && plan.workflow().layout().names(item.request().executor())
        ? vanilla.get().submission(item.job())
        : item.node().node().task().name();
  }

  /** The machines that all jobs of a submission avoid; with HTCondor each job has its own. */
  private static List<String> avoided(Batch.Item item) {
    return item.request().executor() == Executor.SLURM ? item.avoided() : List.of();
  }

  private void add(Batch.Item item) {
    NodePlan node = item.node();
    if (isLikeLast(item)) {
      lastGroup.add(item);
      return;
    }
    int level = node.tree().isPresent() ? node.tree().get().level(item.job().job()) : 0;
    var alike = new Alike(stem(item), node, item.request(), level, avoided(item));
    lastItem = Optional.of(item);
    if (!alike.equals(last)) {
      last = alike;
      lastGroup =
          groups
              .computeIfAbsent(alike.stem(), unseen -> new LinkedHashMap<>())
              .computeIfAbsent(key(alike), unseen -> new ArrayList<>());
    }
    lastGroup.add(item);
  }

  /** Whether a job is seen at once to be like the one before, as most are. */
  @SuppressWarnings("ReferenceEquality") // what is the same is alike; what is not may be so, too
  private boolean isLikeLast(Batch.Item item) {
    return lastItem.isPresent()
        && vanilla.isEmpty()
        && item.node() == lastItem.get().node()
        && item.node().tree().isEmpty()
        && item.request() == lastItem.get().request()
        && item.avoided().equals(lastItem.get().avoided());
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
        alike.level(),
        alike.avoided());
  }

  private List<Batch> named() {
    var batches = new ArrayList<Batch>();
    var taken = new HashSet<String>();
    var numbers = new HashMap<String, Integer>();
    for (Group each : groups()) {
      int number = numbers.getOrDefault(each.stem(), 0) + 1;
      while (!taken.add(Batch.of(each.stem(), number, each.items()).name())) {
        number++;
      }
      numbers.put(each.stem(), number);
      batches.add(Batch.of(each.stem(), number, each.items()));
    }
    return batches;
  }
}
