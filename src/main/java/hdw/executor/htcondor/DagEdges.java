package hdw.executor.htcondor;

import hdw.graph.Edge;
import hdw.plan.Feed;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which jobs wait for which, as lines of a DAGMan file.
 *
 * <p>Where many wait for many, a node that does nothing stands between them, so that there are as
 * many arrows as jobs and never their product.
 */
final class DagEdges {
  /** Names to a line, so that no line grows without end. */
  private static final int NAMES = 500;

  /** Jobs that wait for all of the same nodes, by these nodes. */
  private final Map<List<NodePlan>, Set<String>> gathers = new LinkedHashMap<>();

  private final Set<String> lines = new LinkedHashSet<>();
  private int joins;

  private DagEdges() {}

  /** The lines, the nodes that they need before them. */
  static Collection<String> of(Plan plan) {
    var edges = new DagEdges();
    plan.nodes().forEach(edges::add);
    edges.gathers.forEach(edges::gather);
    return edges.lines;
  }

  private void add(NodePlan node) {
    for (Feed each : node.feeds()) {
      if (each instanceof Feed.Outputs outputs) {
        add(outputs, node);
      }
    }
    node.after().forEach(each -> gathers(List.of(each)).addAll(names(node, 0)));
  }

  private void add(Feed.Outputs feed, NodePlan node) {
    boolean own =
        feed.kind() == Edge.Kind.TREE
            || feed.kind() == Edge.Kind.EACH && feed.sources().get(0).size() > 1;
    if (own) {
      IntStream.range(0, node.size()).forEach(job -> addOwn(feed, node, job));
    } else {
      gathers(feed.sources()).addAll(names(node, 0));
    }
  }

  /** A job that waits for jobs of its own. */
  private void addOwn(Feed.Outputs feed, NodePlan node, int job) {
    var parents = new ArrayList<String>();
    feed.visitJobs(
        node,
        job,
        (source, i) -> {
          parents.add(DagNames.of(source, i));
          return false;
        });
    connect(parents, List.of(DagNames.of(node, job)));
  }

  private Set<String> gathers(List<NodePlan> sources) {
    return gathers.computeIfAbsent(sources, unseen -> new LinkedHashSet<>());
  }

  private void gather(List<NodePlan> sources, Set<String> children) {
    var parents = new ArrayList<String>();
    for (NodePlan each : sources) {
      // of a tree its top is done last
      parents.addAll(names(each, each.tree().isPresent() ? each.size() - 1 : 0));
    }
    if (parents.size() == 1 || children.size() == 1) {
      connect(parents, children);
      return;
    }
    joins++;
    String join = DagNames.join(joins);
    lines.add("JOB " + join + " none NOOP");
    connect(parents, List.of(join));
    connect(List.of(join), children);
  }

  private static List<String> names(NodePlan node, int from) {
    return IntStream.range(from, node.size()).mapToObj(job -> DagNames.of(node, job)).toList();
  }

  /** One of the two sides has one name. */
  private void connect(Collection<String> parents, Collection<String> children) {
    for (String before : words(parents)) {
      for (String behind : words(children)) {
        lines.add("PARENT " + before + " CHILD " + behind);
      }
    }
  }

  private static List<String> words(Collection<String> names) {
    List<String> all = List.copyOf(names);
    return IntStream.iterate(0, from -> from < all.size(), from -> from + NAMES)
        .mapToObj(from -> String.join(" ", all.subList(from, Math.min(all.size(), from + NAMES))))
        .toList();
  }
}
