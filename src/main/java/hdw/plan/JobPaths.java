package hdw.plan;

import hdw.catalog.Catalog;
import hdw.catalog.Surroundings;
import hdw.graph.Node;
import hdw.graph.NodeValues;
import hdw.model.Expression;
import hdw.model.Output;
import hdw.model.Type;
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
    List<Output> written = node.node().task().outputs();
    var outputs = new ArrayList<String>(written.size());
    String chunk = node.chunk(job);
    for (int i = 0; i < written.size(); i++) {
      Optional<JobText> shape = node.shapes().get(i);
      String path =
          shape.isPresent() ? shape.get().of(chunk) : evaluated(written.get(i), node, job);
      outputs.add(isBelowTop(node, job) ? temporary(path, node, job) : path);
    }
    return outputs;
  }

  /**
   * The outputs of all jobs of a node; nothing for one in which jobs differ by more than chunks.
   */
  List<Optional<JobText>> shapes(Node node) {
    var shapes = new ArrayList<Optional<JobText>>();
    for (Output each : node.task().outputs()) {
      shapes.add(text(each.path(), node).flatMap(path -> path.spelt(text -> located(text, each))));
    }
    return shapes;
  }

  /** What an expression is for all jobs of a node, but for their chunks. */
  Optional<JobText> text(Expression expression, Node node) {
    return JobText.of(expression, values.bindings(node), catalog.world());
  }

  private String evaluated(Output output, NodePlan node, int job) {
    return values
        .evaluate(output.path(), node.bindings(job), Type.TEXT)
        .map(value -> located(value.text(), output))
        .orElse("");
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
