package hdw.cli;

import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.plan.Splitting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says how samples were cut, where something besides the workflow's file had a part in it. */
final class SplitLines {
  private SplitLines() {}

  /** The lines of a plan, task by task. */
  static List<String> of(Plan plan) {
    Map<String, List<NodePlan>> tasks = new LinkedHashMap<>();
    for (NodePlan each : plan.nodes()) {
      if (each.splits()) {
        tasks.computeIfAbsent(each.node().task().name(), name -> new ArrayList<>()).add(each);
      }
    }
    var lines = new ArrayList<String>();
    tasks.forEach((task, nodes) -> add(task, nodes, lines));
    return lines;
  }

  private static void add(String task, List<NodePlan> nodes, List<String> lines) {
    Splitting how = how(nodes.get(0));
    long chunks = nodes.stream().mapToLong(each -> each.chunks().orElseThrow().wholeSize()).sum();
    long kept = nodes.stream().mapToLong(each -> how(each).kept()).sum();
    boolean byTime = how.provisional() || how.measured().isPresent();
    if (kept > 0 && (kept < chunks || byTime)) {
      lines.add(task + ": " + kept + " of " + chunks + " chunks kept from the last run");
    }
    if (how.provisional()) {
      lines.add(
          task
              + ": split = "
              + how.split()
              + ", but no run measured it yet: the first chunk of each sample runs first and sets"
              + " the size of the others");
    } else if (how.measured().isPresent() && kept < chunks) {
      lines.add(task + ": split = " + how.split() + ", by " + how.measured().get().text());
    }
  }

  private static Splitting how(NodePlan node) {
    return node.chunks().orElseThrow().how();
  }
}
