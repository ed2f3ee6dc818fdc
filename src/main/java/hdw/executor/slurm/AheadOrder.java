package hdw.executor.slurm;

import hdw.executor.Batch;
import hdw.executor.Batches;
import hdw.executor.NodeSettings;
import hdw.executor.slurm.AheadBatch.Part;
import hdw.executor.slurm.AheadBatch.Wait;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * In which order, and cut into which parts, jobs are submitted all at once, with Slurm's own
 * dependencies between them.
 *
 * <p>Within a batch jobs stand in blocks ({@link Block}). Where jobs take from one another chunk by
 * chunk, the blocks of all their tasks have the same chunks in the same order and are cut alike, so
 * that task {@code i} of a part waits for task {@code i} of another: {@code aftercorr}. All other
 * waits name tasks. What has a result already is none of the jobs, and nobody waits for it.
 */
public final class AheadOrder {
  private final Plan plan;
  private final List<Batches.Group> groups;
  private final int most;
  private final Map<NodePlan, Batch.Item[]> pending = new HashMap<>();
  private final Blocks blocks;
  private final Map<NodePlan, Place[]> places = new HashMap<>();
  private final List<List<Block>> ofGroup = new ArrayList<>();

  /** Where a job goes: the place of its batch, its part in that, its task in that. */
  private record Place(int batch, int part, int task) {
    private Place first() {
      return new Place(batch, part, 0);
    }
  }

  private AheadOrder(Plan plan, List<Batch.Item> items, int most) {
    this.plan = plan;
    this.groups = Batches.of(plan, items);
    this.most = most;
    Map<NodePlan, int[]> groupOf = new HashMap<>();
    for (int g = 0; g < groups.size(); g++) {
      ofGroup.add(new ArrayList<>());
      for (Batch.Item each : groups.get(g).items()) {
        NodePlan node = each.node();
        pending.computeIfAbsent(node, unseen -> new Batch.Item[node.size()]);
        pending.get(node)[each.job().job()] = each;
        groupOf.computeIfAbsent(node, unseen -> Blocks.none(node.size()))[each.job().job()] = g;
      }
    }
    this.blocks = new Blocks(plan, groupOf);
  }

  /**
   * The batches, each behind those that it waits for.
   *
   * @param items all that is to run, each job once, in the plan's order
   * @param maxArraySize what the cluster's {@code MaxArraySize} is
   */
  public static List<AheadBatch> of(Plan plan, List<Batch.Item> items, int maxArraySize) {
    return new AheadOrder(plan, items, maxArraySize).batches();
  }

  private List<AheadBatch> batches() {
    blocks.all().forEach(each -> ofGroup.get(each.group()).add(each));
    List<Integer> order = blocks.order(groups.size());
    int[] position = new int[groups.size()];
    for (int i = 0; i < order.size(); i++) {
      position[order.get(i)] = i;
      place(order.get(i), i);
    }
    return order.stream().map(group -> batch(group, position)).toList();
  }

  /** Notes where each job of a group goes. */
  private void place(int group, int batch) {
    int part = 0;
    for (Block each : ofGroup.get(group)) {
      each.startsAt(part);
      for (int i = 0; i < each.size(); i++) {
        NodePlan node = each.jobs().get(i).node();
        places.computeIfAbsent(node, unseen -> new Place[node.size()])[each.jobs().get(i).job()] =
            new Place(batch, part + i / most, i % most);
      }
      part += (each.size() + most - 1) / most;
    }
  }

  private AheadBatch batch(int group, int[] position) {
    var items = new ArrayList<Batch.Item>();
    var slices = new ArrayList<Slice>();
    var waits = new ArrayList<List<Wait>>();
    for (Block block : ofGroup.get(group)) {
      List<Wait> common = common(block);
      for (int from = 0; from < block.size(); from += most) {
        int size = Math.min(most, block.size() - from);
        slices.add(new Slice(items.size() + from, size, Optional.empty()));
        var own = new ArrayList<>(taskByTask(block, from / most, size, position));
        own.addAll(common);
        waits.add(own);
      }
      block.jobs().forEach(job -> items.add(pending.get(job.node())[job.job()]));
    }
    NodePlan first = items.get(0).node();
    Optional<Integer> running = NodeSettings.of(plan, first, items.get(0).request()).maxRunning();
    List<Slice> shared = Slice.share(slices, running);
    var parts = new ArrayList<Part>();
    for (int i = 0; i < shared.size(); i++) {
      parts.add(new Part(shared.get(i), waits.get(i)));
    }
    return new AheadBatch(groups.get(group).stem(), items, parts, running);
  }

  private static List<Wait> taskByTask(Block block, int part, int size, int[] position) {
    List<Integer> tasks = size == 1 ? List.of(0) : List.of();
    return block.parents().stream()
        .map(each -> new Wait(position[each.group()], each.firstPart() + part, tasks))
        .toList();
  }

  /** What all jobs of a block wait for. */
  private List<Wait> common(Block block) {
    Map<Place, List<Integer>> byPart = new LinkedHashMap<>();
    for (Range each : block.before()) {
      for (int i = each.from(); i < each.to(); i++) {
        if (blocks.isPending(each.node(), i)) {
          Place place = places.get(each.node())[i];
          byPart.computeIfAbsent(place.first(), unseen -> new ArrayList<>()).add(place.task());
        }
      }
    }
    return byPart.entrySet().stream()
        .map(
            each ->
                new Wait(
                    each.getKey().batch(),
                    each.getKey().part(),
                    each.getValue().stream().sorted().distinct().toList()))
        .toList();
  }
}
