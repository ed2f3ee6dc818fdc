package hdw.executor.slurm;

import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts jobs into blocks: a chunk of a family has a pattern, which says what each job of it is and
 * waits for, and chunks with the same pattern give their jobs to the same blocks.
 */
final class Blocks {
  private static final int NO_GROUP = -1;

  private final Map<NodePlan, int[]> groupOf;
  private final Map<List<Member>, List<Block>> patterns = new LinkedHashMap<>();

  /**
   * One job of a chunk.
   *
   * @param parents which of the chunk's jobs it takes from, by their places
   * @param before what it waits for besides
   */
  private record Member(int group, List<Integer> parents, List<Range> before) {}

  /**
   * The blocks of what is to run.
   *
   * @param groupOf for each node with jobs to run, and for each job, the group that it is in
   */
  Blocks(Plan plan, Map<NodePlan, int[]> groupOf) {
    this.groupOf = groupOf;
    for (List<NodePlan> family : Families.of(plan)) {
      add(family.stream().filter(groupOf::containsKey).toList());
    }
  }

  /** The groups of a node of which nothing runs so far. */
  static int[] none(int jobs) {
    int[] groups = new int[jobs];
    Arrays.fill(groups, NO_GROUP);
    return groups;
  }

  private void add(List<NodePlan> family) {
    int chunks = family.isEmpty() ? 0 : family.get(0).size();
    Map<List<Integer>, List<Block>> known = new HashMap<>();
    for (int i = 0; i < chunks; i++) {
      int chunk = i;
      List<NodePlan> running = family.stream().filter(each -> isPending(each, chunk)).toList();
      boolean tree = family.get(0).tree().isPresent();
      List<Block> blocks =
          tree
              ? blocks(running, chunk)
              : known.computeIfAbsent(groups(family, chunk), unseen -> blocks(running, chunk));
      for (int k = 0; k < running.size(); k++) {
        blocks.get(k).add(new JobRef(running.get(k), chunk));
      }
    }
  }

  private List<Integer> groups(List<NodePlan> family, int chunk) {
    return family.stream().map(each -> groupOf.get(each)[chunk]).toList();
  }

  private List<Block> blocks(List<NodePlan> running, int chunk) {
    var pattern = new ArrayList<Member>();
    for (NodePlan each : running) {
      List<Integer> parents =
          Families.parents(each).stream()
              .map(running::indexOf)
              .filter(at -> at >= 0)
              .distinct()
              .toList();
      List<Range> before = Range.before(each, chunk).stream().filter(this::hasPending).toList();
      pattern.add(new Member(groupOf.get(each)[chunk], parents, before));
    }
    return patterns.computeIfAbsent(pattern, Blocks::blocks);
  }

  /** Empty blocks for the jobs of a pattern; whoever takes from another stands behind it. */
  private static List<Block> blocks(List<Member> pattern) {
    var blocks = new ArrayList<Block>();
    for (Member each : pattern) {
      blocks.add(
          new Block(
              each.group(), each.parents().stream().map(blocks::get).toList(), each.before()));
    }
    return blocks;
  }

  private boolean hasPending(Range range) {
    for (int i = range.from(); i < range.to(); i++) {
      if (isPending(range.node(), i)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a job is to run. */
  boolean isPending(NodePlan node, int job) {
    int[] groups = groupOf.get(node);
    return groups != null && groups[job] != NO_GROUP;
  }

  /** All blocks, in the order in which they were first needed. */
  List<Block> all() {
    return patterns.values().stream().flatMap(List::stream).toList();
  }

  /** The groups, each behind those that its jobs wait for. */
  List<Integer> order(int groups) {
    var before = new ArrayList<Set<Integer>>();
    for (int i = 0; i < groups; i++) {
      before.add(new LinkedHashSet<>());
    }
    for (Block each : all()) {
      each.parents().forEach(parent -> before.get(each.group()).add(parent.group()));
      each.before().forEach(range -> before.get(each.group()).addAll(groups(range)));
    }
    Set<Integer> order = new LinkedHashSet<>();
    while (order.size() < groups) {
      int known = order.size();
      for (int i = 0; i < groups; i++) {
        if (order.containsAll(before.get(i))) {
          order.add(i);
        }
      }
      if (order.size() == known) {
        throw new IllegalStateException("groups of jobs that wait for one another");
      }
    }
    return List.copyOf(order);
  }

  private Set<Integer> groups(Range range) {
    Set<Integer> groups = new LinkedHashSet<>();
    for (int i = range.from(); i < range.to(); i++) {
      if (isPending(range.node(), i)) {
        groups.add(groupOf.get(range.node())[i]);
      }
    }
    return groups;
  }
}
