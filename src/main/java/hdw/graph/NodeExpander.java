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

  NodeExpander(Catalog catalog, NodeValues values, Diagnostics diagnostics) {
    this.catalog = catalog;
    this.values = values;
    this.diagnostics = diagnostics;
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
    Set<String> ids = new LinkedHashSet<>();
    for (Map<String, Value> each : combinations) {
      Optional<Node> node = node(task, each);
      if (node.isPresent() && ids.add(node.get().id())) {
        nodes.add(node.get());
      }
    }
    if (nodes.isEmpty() && !diagnostics.hasErrors()) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0404,
                  task.span(),
                  "task `" + task.name() + "` has no nodes: nothing will run for it")
              .hint(
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
        } else if (checkId(value.text(), dimension)) {
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

  private boolean checkId(String text, Dimension dimension) {
    boolean plain =
        !text.isEmpty()
            && text.chars()
                .allMatch(
                    c -> c < 128 && (Character.isLetterOrDigit(c) || "._+-/".indexOf(c) >= 0));
    if (!plain) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0213,
                  dimension.span(),
                  "the value `"
                      + text
                      + "` of dimension `"
                      + dimension.name()
                      + "` cannot stand in an id")
              .hint("use letters, digits and . _ + - / only"));
    }
    return plain;
  }

  private Optional<Sample> sample(Map<String, Value> combination) {
    return Optional.ofNullable(combination.get(Dimension.SAMPLE))
        .flatMap(name -> catalog.sample(name.text()));
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
            projected(earlier.getOrDefault(outputs.task(), List.of()), wanted);
        occurring.stream().findFirst().ifPresent(first -> covered.addAll(first.keySet()));
        combinations =
            occurring.isEmpty() ? combinations : Combinations.joined(combinations, occurring);
      }
    }
    for (Dimension each : task.dimensions()) {
      if (each.values().isEmpty() && !covered.contains(each.name())) {
        combinations = crossed(combinations, occurring(task, each));
      }
    }
    return combinations;
  }

  private List<Map<String, Value>> projected(List<Node> nodes, List<String> wanted) {
    var projected = new LinkedHashSet<Map<String, Value>>();
    for (Node node : nodes) {
      var part = new LinkedHashMap<String, Value>();
      for (String each : wanted) {
        Combinations.value(node, each).ifPresent(value -> part.put(each, value));
      }
      projected.add(part);
    }
    return new ArrayList<>(projected);
  }

  private List<Map<String, Value>> occurring(Task task, Dimension dimension) {
    var values = new LinkedHashSet<Map<String, Value>>();
    Optional<String> metadatum = dimension.metadatum();
    if (dimension.name().equals(Dimension.SAMPLE)) {
      catalog
          .samples()
          .forEach(each -> values.add(Map.of(Dimension.SAMPLE, new Value.Text(each.name()))));
    } else if (metadatum.isPresent()) {
      catalog
          .samples()
          .forEach(
              each ->
                  Optional.ofNullable(each.metadata().get(metadatum.get()))
                      .filter(value -> checkId(value.text(), dimension))
                      .ifPresent(value -> values.add(Map.of(dimension.name(), value))));
    }
    boolean noSamples =
        catalog.samples().isEmpty() && dimension.name().startsWith(Dimension.SAMPLE);
    if (values.isEmpty() && !noSamples) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0403,
                  dimension.span(),
                  metadatum.isPresent()
                      ? "no sample has a `" + metadatum.get() + "`"
                      : "dimension `"
                          + dimension.name()
                          + "` has no values: no input of task `"
                          + task.name()
                          + "` has it")
              .hint(
                  metadatum.isPresent()
                      ? Optional.empty()
                      : Optional.of("write `" + dimension.name() + " in [...]`")));
    }
    return new ArrayList<>(values);
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
