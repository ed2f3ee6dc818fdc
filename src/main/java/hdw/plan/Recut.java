package hdw.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What other cuts change in a plan, node by node in its order. */
final class Recut {
  /** For each node that cuts concern, what is cut; the same for all that {@code each} joins. */
  private final Map<NodePlan, Set<String>> ids = new HashMap<>();

  /** By the very object: nodes that share their chunks go on sharing them. */
  private final Map<Chunks, Chunks> cut = new HashMap<>();

  private final Map<NodePlan, NodePlan> replaced = new HashMap<>();

  Recut(Plan plan, Cuts cuts) {
    var groups = new ChunkGroups(plan);
    for (NodePlan owner : plan.nodes()) {
      Set<String> own = cuts.of(owner.node().id());
      if (!own.isEmpty() && owner.chunks().isPresent()) {
        for (NodePlan each : groups.of(owner)) {
          ids.computeIfAbsent(each, key -> new HashSet<>()).addAll(own);
        }
      }
    }
  }

  /** Says which plan of a node stands for the one before. */
  void replace(NodePlan old, NodePlan now) {
    if (old != now) {
      replaced.put(old, now);
    }
  }

  /** The chunks that a node has now. */
  Optional<Chunks> chunks(NodePlan old) {
    Set<String> own = ids.getOrDefault(old, Set.of());
    return old.chunks().map(chunks -> cut.computeIfAbsent(chunks, key -> key.cut(own)));
  }

  /** Whether a node has other chunks than before, or takes from one that was made anew. */
  boolean touches(NodePlan old) {
    if (old.chunks().isPresent() && !chunks(old).equals(old.chunks())) {
      return true;
    }
    return old.after().stream().anyMatch(replaced::containsKey)
        || old.feeds().stream().anyMatch(this::touches);
  }

  private boolean touches(Feed feed) {
    return feed instanceof Feed.Outputs outputs
        && outputs.sources().stream().anyMatch(replaced::containsKey);
  }

  /** What a node takes from now. */
  List<Feed> feeds(NodePlan old) {
    var feeds = new ArrayList<Feed>();
    for (Feed each : old.feeds()) {
      if (each instanceof Feed.Outputs outputs && touches(each)) {
        feeds.add(
            new Feed.Outputs(
                now(outputs.sources()), outputs.task(), outputs.output(), outputs.kind()));
      } else {
        feeds.add(each);
      }
    }
    return feeds;
  }

  /** The nodes that must have ended before a node now. */
  List<NodePlan> after(NodePlan old) {
    return now(old.after());
  }

  private List<NodePlan> now(List<NodePlan> nodes) {
    return nodes.stream().map(each -> replaced.getOrDefault(each, each)).toList();
  }
}
