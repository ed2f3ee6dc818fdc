package hdw.graph;

import hdw.catalog.Catalog;
import hdw.catalog.Sample;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Suggestion;
import hdw.model.Dimension;
import hdw.model.Id;
import hdw.model.Task;
import hdw.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the values that a dimension without a list has: in the nodes of inputs, or in samples. */
final class Occurrences {
  private final Catalog catalog;
  private final Diagnostics diagnostics;

  Occurrences(Catalog catalog, Diagnostics diagnostics) {
    this.catalog = catalog;
    this.diagnostics = diagnostics;
  }

  /** The combinations of these dimensions in the nodes of an input, in first-seen order. */
  List<Map<String, Value>> inNodes(List<Node> nodes, List<String> dimensions, Task task) {
    var found = new LinkedHashSet<Map<String, Value>>();
    for (Node node : nodes) {
      var part = new LinkedHashMap<String, Value>();
      for (String each : dimensions) {
        Optional<Value> value = Combinations.value(node, each);
        value.ifPresent(present -> part.put(each, present));
        if (value.isEmpty() && each.startsWith(Dimension.SAMPLE + ".")) {
          node.sample().ifPresent(sample -> lacking(sample, dimension(task, each), task));
        }
      }
      found.add(part);
    }
    return new ArrayList<>(found);
  }

  private static Dimension dimension(Task task, String name) {
    return task.dimensions().stream().filter(d -> d.name().equals(name)).findFirst().orElseThrow();
  }

  /** The values of a dimension in all samples; reports a dimension that has none. */
  List<Map<String, Value>> inSamples(
      Task task, Dimension dimension, Map<String, List<Node>> earlier) {
    if (dimension.name().equals(Dimension.SAMPLE)) {
      return catalog.samples().stream()
          .map(each -> Map.<String, Value>of(Dimension.SAMPLE, new Value.Text(each.name())))
          .toList();
    }
    return dimension.metadatum().isPresent()
        ? ofMetadatum(task, dimension, dimension.metadatum().get())
        : none(task, dimension, earlier);
  }

  private List<Map<String, Value>> ofMetadatum(Task task, Dimension dimension, String metadatum) {
    if (catalog.samples().stream().noneMatch(each -> each.metadata().containsKey(metadatum))) {
      if (!catalog.samples().isEmpty()) {
        diagnostics.add(
            Diagnostic.of(Code.HDW0403, dimension.span(), "no sample has a `" + metadatum + "`")
                .hint(
                    Suggestion.nearest(metadatum, catalog.metadata())
                        .map(near -> "did you mean `sample." + near + "`?")));
      }
      return List.of();
    }
    Set<Map<String, Value>> values = new LinkedHashSet<>();
    for (Sample each : catalog.samples()) {
      Value value = each.metadata().get(metadatum);
      if (value == null) {
        lacking(each, dimension, task);
      } else if (checkId(value.text(), dimension)) {
        values.add(Map.of(dimension.name(), value));
      }
    }
    return new ArrayList<>(values);
  }

  /** A sample that were left out without a word would be missing in the result. */
  private void lacking(Sample sample, Dimension dimension, Task task) {
    String name = dimension.metadatum().orElseThrow();
    diagnostics.add(
        Diagnostic.of(
                Code.HDW0212,
                dimension.span(),
                "sample `" + sample.name() + "` has no `" + name + "`")
            .note(
                "task `" + task.name() + "` runs over it; the sample is declared at", sample.span())
            .hint("give the sample a `" + name + "`"));
  }

  private List<Map<String, Value>> none(
      Task task, Dimension dimension, Map<String, List<Node>> earlier) {
    var known = new LinkedHashSet<String>(List.of(Dimension.SAMPLE));
    earlier.values().stream()
        .flatMap(List::stream)
        .forEach(node -> known.addAll(node.dimensions().keySet()));
    diagnostics.add(
        Diagnostic.of(
                Code.HDW0403,
                dimension.span(),
                "dimension `"
                    + dimension.name()
                    + "` has no values: no input of task `"
                    + task.name()
                    + "` has it")
            .hint(
                Suggestion.didYouMean(dimension.name(), known)
                    .orElse("write `" + dimension.name() + " in [...]`")));
    return List.of();
  }

  /** Whether a value can stand in the id of a node; reports one that cannot. */
  boolean checkId(String text, Dimension dimension) {
    boolean plain = Id.canHold(text);
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
}
