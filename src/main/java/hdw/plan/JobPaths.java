package hdw.plan;

import hdw.catalog.Catalog;
import hdw.catalog.Surroundings;
import hdw.graph.NodeValues;
import hdw.model.Output;
import hdw.model.Type;
import hdw.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the outputs of jobs go. */
final class JobPaths {
  private final Catalog catalog;
  private final NodeValues values;

  JobPaths(Catalog catalog, NodeValues values) {
    this.catalog = catalog;
    this.values = values;
  }

  NodeValues values() {
    return values;
  }

  /** The outputs of a job; empty texts where a path has no value, which has then been reported. */
  List<String> outputs(NodePlan node, int job) {
    var outputs = new ArrayList<String>();
    for (Output each : node.node().task().outputs()) {
      Optional<Value> path = values.evaluate(each.path(), node.bindings(job), Type.TEXT);
      String located = path.map(value -> located(value.text(), each)).orElse("");
      outputs.add(isBelowTop(node, job) ? temporary(located, node, job) : located);
    }
    return outputs;
  }

  private String located(String path, Output output) {
    boolean folder = path.endsWith("/");
    String located = catalog.world().located(path, output.span().source().name());
    return folder && !located.endsWith("/") ? located + "/" : located;
  }

  private static boolean isBelowTop(NodePlan node, int job) {
    return node.tree().isPresent() && !node.tree().get().isTop(job);
  }

  /** A path beside the output, with its ending, for a job of a tree that is not the top. */
  private static String temporary(String output, NodePlan node, int job) {
    if (output.endsWith("/")) {
      return temporary(output.substring(0, output.length() - 1), node, job) + "/";
    }
    int slash = output.lastIndexOf('/') + 1;
    int dot = output.indexOf('.', slash + 1);
    String ending =
        dot < 0 || Surroundings.isUrl(output) && dot < slash ? "" : output.substring(dot);
    return output.substring(0, slash)
        + ".hdw-tree/"
        + output.substring(slash, dot < 0 ? output.length() : dot)
        + "."
        + node.tree().orElseThrow().level(job)
        + "."
        + job
        + ending;
  }
}
