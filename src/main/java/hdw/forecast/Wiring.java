package hdw.forecast;

import hdw.graph.Edge;
import hdw.plan.Feed;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who waits for whom, by numbers: the jobs of all nodes one after the other, from 0. No edge is
 * stored for a single job but in trees.
 */
final class Wiring {
  private final List<NodePlan> nodes;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final int[] bases;
  private final int[] waits;
  private final List<Set<Integer>> afterAll = new ArrayList<>();
  private final List<Set<Integer>> afterEach = new ArrayList<>();
  private final Map<Integer, List<Integer>> inTrees = new TreeMap<>();

  Wiring(Plan plan) {
    nodes = plan.nodes();
    bases = new int[nodes.size() + 1];
    for (int i = 0; i < nodes.size(); i++) {
      numbers.put(nodes.get(i).node().id(), i);
      bases[i + 1] = Math.addExact(bases[i], nodes.get(i).size());
      afterAll.add(new LinkedHashSet<>());
      afterEach.add(new LinkedHashSet<>());
    }
    waits = new int[jobs()];
    for (int i = 0; i < nodes.size(); i++) {
      connect(i);
    }
  }

  private void connect(int node) {
    for (Feed each : nodes.get(node).feeds()) {
      if (each instanceof Feed.Outputs outputs) {
        if (outputs.kind() == Edge.Kind.TREE) {
          connectTree(node, outputs);
        } else {
          outputs.sources().forEach(source -> connect(node, source, outputs.kind()));
        }
      }
    }
    nodes.get(node).after().forEach(source -> connect(node, source, Edge.Kind.ORDER));
  }

  private void connect(int node, NodePlan source, Edge.Kind kind) {
    boolean each = kind == Edge.Kind.EACH && source.size() > 1;
    if ((each ? afterEach : afterAll).get(number(source)).add(node)) {
      for (int i = bases[node]; i < bases[node + 1]; i++) {
        waits[i]++;
      }
    }
  }

  private void connectTree(int node, Feed.Outputs outputs) {
    NodePlan plan = nodes.get(node);
    for (int i = 0; i < plan.size(); i++) {
      int job = bases[node] + i;
      outputs.visitTree(
          plan,
          i,
          (from, k) -> {
            int source = job(from, k);
            inTrees.computeIfAbsent(source, key -> new ArrayList<>()).add(job);
            waits[job]++;
            return false;
          });
    }
  }

  /** How many jobs there are. */
  int jobs() {
    return bases[nodes.size()];
  }

  List<NodePlan> nodes() {
    return nodes;
  }

  /** The number of a node. */
  int number(NodePlan node) {
    return numbers.get(node.node().id());
  }

  /** The number of the first job of a node. */
  int base(int node) {
    return bases[node];
  }

  /** The number of a job. */
  int job(NodePlan node, int job) {
    return bases[number(node)] + job;
  }

  /** How many things each job waits for; a copy. */
  int[] waits() {
    return waits.clone();
  }

  /** The nodes whose jobs all wait for the last job of this one. */
  Set<Integer> afterAll(int node) {
    return afterAll.get(node);
  }

  /** The nodes whose jobs wait for the job of this one with the same chunk. */
  Set<Integer> afterEach(int node) {
    return afterEach.get(node);
  }

  /** The jobs of trees that wait for a job. */
  List<Integer> inTrees(int job) {
    return inTrees.isEmpty() ? List.of() : inTrees.getOrDefault(job, List.of());
  }
}
