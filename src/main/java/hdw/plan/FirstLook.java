package hdw.plan;

import hdw.graph.Edge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The part of a plan that finds out how long jobs take: of tasks that split by time and were never
 * measured the first chunk of each sample, with all that these need.
 *
 * @param plan the part
 * @param tasks the tasks that are measured
 * @param jobs how many jobs measure them
 */
public record FirstLook(Plan plan, List<String> tasks, long jobs) {

  /** Copies the list. */
  public FirstLook {
    tasks = List.copyOf(tasks);
  }

  /** The first look at a plan; nothing where it needs none. */
  public static Optional<FirstLook> of(Plan whole) {
    List<NodePlan> measuring = whole.nodes().stream().filter(FirstLook::canMeasure).toList();
    if (measuring.isEmpty()) {
      return Optional.empty();
    }
    Set<NodePlan> chosen = new LinkedHashSet<>(measuring);
    var open = new ArrayList<>(measuring);
    while (!open.isEmpty()) {
      for (NodePlan each : Selection.before(open.remove(open.size() - 1))) {
        if (chosen.add(each)) {
          open.add(each);
        }
      }
    }
    List<NodePlan> nodes = parts(whole.nodes().stream().filter(chosen::contains).toList());
    var graph = whole.graph().restrictedTo(nodes.stream().map(NodePlan::node).toList());
    var tasks = new LinkedHashSet<String>();
    measuring.forEach(each -> tasks.add(each.node().task().name()));
    long jobs =
        nodes.stream()
            .filter(each -> each.splits() && tasks.contains(each.node().task().name()))
            .mapToLong(NodePlan::size)
            .sum();
    return Optional.of(
        new FirstLook(
            new Plan(whole.workflow(), whole.catalog(), graph, nodes), List.copyOf(tasks), jobs));
  }

  private static boolean isProvisional(NodePlan node) {
    return node.chunks().filter(each -> each.how().provisional()).isPresent();
  }

  /** Whether a node waits for a measurement that its own first chunks can give. */
  private static boolean canMeasure(NodePlan node) {
    return node.splits()
        && isProvisional(node)
        && firstRows(node.chunks().get()).length < node.size()
        && hasAllItNeeds(node);
  }

  /** Whether no other task has to be measured before the first chunks of a node can run. */
  private static boolean hasAllItNeeds(NodePlan node) {
    for (Feed each : node.feeds()) {
      if (each instanceof Feed.Outputs outputs) {
        for (NodePlan source : outputs.sources()) {
          boolean chunkByChunk = outputs.kind() == Edge.Kind.EACH && source.size() > 1;
          if (chunkByChunk ? !isProvisional(source) || !hasAllItNeeds(source) : isOpen(source)) {
            return false;
          }
        }
      }
    }
    return node.after().stream().noneMatch(FirstLook::isOpen);
  }

  /** Whether something that a node needs as a whole is still to be measured. */
  private static boolean isOpen(NodePlan node) {
    return isProvisional(node) || Selection.before(node).stream().anyMatch(FirstLook::isOpen);
  }

  private static int[] firstRows(Chunks chunks) {
    return IntStream.range(0, chunks.size()).filter(chunks::beginsSample).toArray();
  }

  private static List<NodePlan> parts(List<NodePlan> nodes) {
    Map<NodePlan, NodePlan> parts = new HashMap<>();
    Map<Chunks, Chunks> firsts = new HashMap<>();
    for (NodePlan each : nodes) {
      parts.put(each, isProvisional(each) ? part(each, parts, firsts) : each);
    }
    return nodes.stream().map(parts::get).toList();
  }

  private static NodePlan part(
      NodePlan node, Map<NodePlan, NodePlan> parts, Map<Chunks, Chunks> firsts) {
    Chunks chunks = node.chunks().orElseThrow();
    var feeds = new ArrayList<Feed>();
    for (Feed each : node.feeds()) {
      feeds.add(each instanceof Feed.Outputs outputs ? of(outputs, parts) : each);
    }
    return node.with(
        firsts.computeIfAbsent(chunks, Chunks::firstOfSamples), firstRows(chunks), feeds);
  }

  private static Feed of(Feed.Outputs outputs, Map<NodePlan, NodePlan> parts) {
    return new Feed.Outputs(
        outputs.sources().stream().map(parts::get).toList(),
        outputs.task(),
        outputs.output(),
        outputs.kind());
  }
}
