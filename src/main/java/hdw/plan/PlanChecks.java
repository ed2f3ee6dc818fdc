package hdw.plan;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.graph.Node;
import hdw.graph.NodeValues;
import hdw.model.Expression;
import hdw.model.Expression.Variable;
import hdw.model.Output;
import hdw.model.Scope;
import hdw.model.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What can be wrong with a plan as a whole: a value that is not there, two jobs with one output, a
 * name that leaves its folder.
 */
final class PlanChecks {
  private final Plan plan;
  private final Diagnostics diagnostics;

  PlanChecks(Plan plan, Diagnostics diagnostics) {
    this.plan = plan;
    this.diagnostics = diagnostics;
  }

  void check() {
    var values = new ValueCheck(new NodeValues(plan.catalog(), diagnostics), diagnostics);
    for (NodePlan each : plan.nodes()) {
      checkNames(each.node());
      values.check(each);
    }
    checkOutputs();
    new NeedsCheck(plan, diagnostics).check();
  }

  /** A value with {@code /} or {@code ..} in an output path could write anywhere. */
  private void checkNames(Node node) {
    for (Output output : node.task().outputs()) {
      output
          .path()
          .any(
              each -> {
                if (each instanceof Variable variable) {
                  value(node, variable)
                      .filter(
                          value -> value.contains("/") || value.equals("..") || value.equals("."))
                      .ifPresent(
                          value ->
                              diagnostics.add(
                                  Diagnostic.of(
                                          Code.HDW0510,
                                          each.span(),
                                          "`"
                                              + value
                                              + "` cannot stand in an output path of node `"
                                              + node.id()
                                              + "`")
                                      .note("it would choose the folder")
                                      .hint("give it a name without `/`")));
                }
                return false;
              });
    }
  }

  private static Optional<String> value(Node node, Variable variable) {
    if (variable.scope() == Scope.DIMENSION) {
      return Optional.ofNullable(node.dimensions().get(variable.name())).map(Value::text);
    }
    boolean isSample = variable.scope() == Scope.SAMPLE && variable.name().isEmpty();
    return isSample ? node.sample().map(sample -> sample.name()) : Optional.empty();
  }

  /** Compares the outputs of all jobs by hash, and by text only where two hashes are equal. */
  private void checkOutputs() {
    long[] hashes = new long[(int) Math.min(Integer.MAX_VALUE - 8, plan.jobs() * most())];
    int count = 0;
    for (NodePlan node : plan.nodes()) {
      for (int i = 0; i < node.size(); i++) {
        for (String each : node.outputs(i)) {
          hashes[count++] = hash(each);
        }
      }
    }
    if (diagnostics.hasErrors()) {
      return;
    }
    Arrays.sort(hashes, 0, count);
    for (int i = 1; i < count; i++) {
      if (hashes[i] == hashes[i - 1]) {
        reportTwins();
        return;
      }
    }
  }

  private int most() {
    return plan.nodes().stream()
        .mapToInt(each -> Math.max(1, each.node().task().outputs().size()))
        .max()
        .orElse(1);
  }

  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  private void reportTwins() {
    Map<String, String> owners = new HashMap<>();
    for (NodePlan node : plan.nodes()) {
      for (int i = 0; i < node.size(); i++) {
        var outputs = node.outputs(i);
        for (int k = 0; k < outputs.size(); k++) {
          String owner = owners.putIfAbsent(outputs.get(k), node.id(i));
          if (owner != null) {
            report(node.node().task().outputs().get(k), outputs.get(k), owner, node.id(i), node);
            return;
          }
        }
      }
    }
  }

  private void report(Output output, String path, String one, String other, NodePlan node) {
    var missing =
        node.node().dimensions().keySet().stream()
            .filter(name -> !mentions(output.path(), name))
            .map(name -> "{{" + name + "}}")
            .toList();
    boolean lacksChunk = node.chunks().isPresent() && !output.path().uses(Scope.CHUNK);
    String what = lacksChunk ? "{{chunk}}" : missing.isEmpty() ? "the task" : missing.get(0);
    diagnostics.add(
        Diagnostic.of(Code.HDW0507, output.span(), "two jobs would write `" + path + "`")
            .note("they are `" + one + "` and `" + other + "`")
            .hint("put " + (what.startsWith("{{") ? "`" + what + "`" : what) + " into the path"));
  }

  private static boolean mentions(Expression path, String dimension) {
    return path.any(
        each ->
            each instanceof Variable variable
                && (variable.name().equals(dimension)
                    || variable.scope() == Scope.SAMPLE
                        && variable.name().isEmpty()
                        && dimension.equals("sample")));
  }
}
