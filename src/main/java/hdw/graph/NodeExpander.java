package hdw.graph;

import hdw.catalog.Catalog;
import hdw.catalog.Sample;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.model.Dimension;
import hdw.model.Input;
import hdw.model.Task;
import hdw.model.Type;
import hdw.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives a task its nodes: one for each combination of its dimensions that occurs and that {@code
 * where} lets through.
 */
final class NodeExpander {
  private final Catalog catalog;
  private final NodeValues values;
  private final Diagnostics diagnostics;
  private final Occurrences occurrences;
  private final Map<String, Sample> samples = new HashMap<>();

  NodeExpander(Catalog catalog, NodeValues values, Diagnostics diagnostics) {
    this.catalog = catalog;
    this.values = values;
    this.diagnostics = diagnostics;
    this.occurrences = new Occurrences(catalog, diagnostics);
    catalog.samples().forEach(each -> samples.put(each.name(), each));
  }

  /**
   * The nodes in first-seen order; {@code earlier} holds those of all tasks that this one takes
   * from.
   */
  List<Node> expand(Task task, Map<String, List<Node>> earlier) {
    List<Map<String, Value>> combinations = List.of(Map.of());
    boolean freeDone = false;
    for (Dimension each : task.dimensions()) {
      if (each.values().isPresent()) {
        combinations = withList(combinations, each);
      } else if (!freeDone) {
        combinations = crossed(combinations, free(task, earlier));
        freeDone = true;
      }
    }
    var nodes = new ArrayList<Node>();
    Map<String, Node> ids = new LinkedHashMap<>();
    for (Map<String, Value> each : combinations) {
      Optional<Node> node = node(task, each);
      Node twin = node.map(own -> ids.putIfAbsent(own.id(), own)).orElse(null);
      if (node.isPresent() && twin == null) {
        nodes.add(node.get());
      } else if (twin != null && !twin.dimensions().equals(node.get().dimensions())) {
        diagnostics.add(
            Diagnostic.of(
                    Code.HDW0213,
                    task.span(),
                    "two different nodes would be called `" + twin.id() + "`")
                .hint("use values without `/`, and none that differ only in their type"));
      }
    }
    if (nodes.isEmpty() && !diagnostics.hasErrors()) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0404,
                  task.span(),
                  "task `" + task.name() + "` has no nodes: nothing will run for it")
              .note(
                  task.where().isPresent()
                      ? "no combination satisfies its `where`"
                      : "no sample is declared"));
    }
    return nodes;
  }

  private static List<Map<String, Value>> crossed(
      List<Map<String, Value>> left, List<Map<String, Value>> right) {
    var crossed = new ArrayList<Map<String, Value>>();
    for (Map<String, Value> one : left) {
      for (Map<String, Value> other : right) {
        var both = new LinkedHashMap<>(one);
        both.putAll(other);
        crossed.add(both);
      }
    }
    return crossed;
  }

  private List<Map<String, Value>> withList(
      List<Map<String, Value>> combinations, Dimension dimension) {
    var extended = new ArrayList<Map<String, Value>>();
    for (Map<String, Value> each : combinations) {
      Optional<Value> list =
          values.evaluate(
              dimension.values().orElseThrow(), values.bindings(each, sample(each)), Type.LIST);
      for (Value value : list.map(found -> ((Value.Listed) found).elements()).orElse(List.of())) {
        if (value instanceof Value.Listed) {
          diagnostics.add(
              Code.HDW0302,
              dimension.span(),
              "a dimension runs over single values, not over lists");
        } else if (occurrences.checkId(value.text(), dimension)) {
          var more = new LinkedHashMap<>(each);
          more.put(dimension.name(), value);
          extended.add(more);
        }
      }
      if (list.isPresent() && ((Value.Listed) list.get()).elements().isEmpty()) {
        diagnostics.add(
            Code.HDW0403,
            dimension.span(),
            "dimension `" + dimension.name() + "` runs over an empty list");
      }
    }
    return extended;
  }

  private Optional<Sample> sample(Map<String, Value> combination) {
    return Optional.ofNullable(combination.get(Dimension.SAMPLE))
        .map(name -> samples.get(name.text()));
  }

  /**
   * The combinations of the dimensions without a list: those that occur in the inputs, else all
   * samples.
   */
  private List<Map<String, Value>> free(Task task, Map<String, List<Node>> earlier) {
    List<String> wanted =
        task.dimensions().stream()
            .filter(each -> each.values().isEmpty())
            .map(Dimension::name)
            .toList();
    List<Map<String, Value>> combinations = List.of(Map.of());
    Set<String> covered = new LinkedHashSet<>();
    for (Input each : task.inputs()) {
      if (each instanceof Input.TaskOutputs outputs) {
        List<Map<String, Value>> occurring =
            occurrences.inNodes(earlier.getOrDefault(outputs.task(), List.of()), wanted, task);
        occurring.stream().findFirst().ifPresent(first -> covered.addAll(first.keySet()));
        combinations =
            occurring.isEmpty() ? combinations : Combinations.joined(combinations, occurring);
      }
    }
    for (Dimension each : task.dimensions()) {
      if (each.values().isEmpty() && !covered.contains(each.name())) {
        combinations = crossed(combinations, occurrences.inSamples(task, each, earlier));
      }
    }
    return combinations;
  }

  private Optional<Node> node(Task task, Map<String, Value> combination) {
    Optional<Sample> sample = sample(combination);
    if (task.where().isPresent()) {
      Optional<Value> holds =
          values.evaluate(task.where().get(), values.bindings(combination, sample), Type.TRUTH);
      if (holds.isEmpty() || !((Value.Truth) holds.get()).holds()) {
        return Optional.empty();
      }
    }
    var dimensions = new LinkedHashMap<String, Value>();
    var id = new StringBuilder(task.name());
    for (Dimension each : task.dimensions()) {
      Value value = combination.get(each.name());
      if (value == null) {
        return Optional.empty();
      }
      dimensions.put(each.name(), value);
      id.append('/').append(value.text());
    }
    List<Sample> samples =
        sample.map(List::of).orElseGet(() -> Combinations.group(catalog, dimensions));
    return Optional.of(new Node(id.toString(), task, dimensions, samples));
  }
}
