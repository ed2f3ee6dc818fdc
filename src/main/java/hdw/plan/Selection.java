package hdw.plan;

import hdw.catalog.Sample;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Source;
import hdw.diagnostic.Suggestion;
import hdw.graph.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes a part of a plan: the nodes that {@code --only} names, and all that they need. */
public final class Selection {
  private Selection() {}

  /**
   * The part of a plan.
   *
   * @param names tasks, samples, nodes or beginnings of nodes, with {@code *} for any letters; all
   *     nodes without one
   */
  public static Plan of(Plan plan, List<String> names, Diagnostics diagnostics) {
    if (names.isEmpty()) {
      return plan;
    }
    Set<NodePlan> chosen = new LinkedHashSet<>();
    for (String each : names) {
      Pattern pattern = pattern(each);
      List<NodePlan> found =
          plan.nodes().stream().filter(node -> matches(node.node(), pattern)).toList();
      if (found.isEmpty()) {
        var option = new Source("--only", each);
        diagnostics.add(
            Diagnostic.of(
                    Code.HDW0214,
                    option.span(0, each.length()),
                    "no task, sample or node is called `" + each + "`")
                .hint(Suggestion.didYouMean(each, known(plan))));
      }
      chosen.addAll(found);
    }
    var open = new ArrayList<>(chosen);
    while (!open.isEmpty()) {
      for (NodePlan each : before(open.remove(open.size() - 1))) {
        if (chosen.add(each)) {
          open.add(each);
        }
      }
    }
    List<NodePlan> nodes = plan.nodes().stream().filter(chosen::contains).toList();
    var graph = plan.graph().restrictedTo(nodes.stream().map(NodePlan::node).toList());
    return new Plan(plan.workflow(), plan.catalog(), graph, nodes);
  }

  private static boolean matches(Node node, Pattern pattern) {
    return pattern.matcher(node.task().name()).matches()
        || node.samples().stream()
            .map(Sample::name)
            .anyMatch(name -> pattern.matcher(name).matches())
        || beginsWith(node.id(), pattern);
  }

  /** Whether a pattern matches a node's id, or its beginning up to a {@code /}. */
  private static boolean beginsWith(String id, Pattern pattern) {
    for (int end = id.indexOf('/'); end >= 0; end = id.indexOf('/', end + 1)) {
      if (pattern.matcher(id.substring(0, end)).matches()) {
        return true;
      }
    }
    return pattern.matcher(id).matches();
  }

  private static Pattern pattern(String name) {
    var regex = new StringBuilder();
    for (String each : name.split("\\*", -1)) {
      regex.append(regex.isEmpty() ? "" : ".*").append(each.isEmpty() ? "" : Pattern.quote(each));
    }
    return Pattern.compile(regex.toString());
  }

  private static List<String> known(Plan plan) {
    Set<String> known = new LinkedHashSet<>();
    plan.nodes().forEach(each -> known.add(each.node().task().name()));
    plan.catalog().samples().forEach(each -> known.add(each.name()));
    return List.copyOf(known);
  }

  /** The nodes that a node waits for. */
  public static List<NodePlan> before(NodePlan node) {
    var before = new ArrayList<>(node.after());
    for (Feed each : node.feeds()) {
      if (each instanceof Feed.Outputs outputs) {
        before.addAll(outputs.sources());
      }
    }
    return before;
  }
}
