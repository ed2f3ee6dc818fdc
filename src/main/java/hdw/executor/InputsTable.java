package hdw.executor;

import hdw.catalog.Catalog;
import hdw.catalog.Sample;
import hdw.graph.Node;
import hdw.model.Dimension;
import hdw.model.Value;
import hdw.plan.JobInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the lines of {@code {{inputs.table}}}: path, task, sample, dimensions and metadata of each
 * input of a job.
 *
 * <p>Columns are those that any of the inputs has: dimensions in first-seen order, then metadata in
 * the order of the catalog. A dimension over a metadatum is that metadatum.
 */
final class InputsTable {
  private final List<String> metadata;

  InputsTable(Catalog catalog) {
    this.metadata = catalog.metadata();
  }

  /** The header and a line for each input. */
  List<String> lines(List<JobInput> inputs) {
    List<String> dimensions = dimensions(inputs);
    List<String> known =
        metadata.stream()
            .filter(name -> inputs.stream().anyMatch(each -> metadatum(each, name).isPresent()))
            .toList();
    var lines = new ArrayList<String>(inputs.size() + 1);
    var header = new ArrayList<>(List.of("path", "task", "sample"));
    header.addAll(dimensions);
    header.addAll(known);
    lines.add(line(header));
    for (JobInput each : inputs) {
      var fields = new ArrayList<String>(header.size());
      fields.add(each.path());
      fields.add(node(each).map(node -> node.task().name()).orElse(""));
      fields.add(each.sample().map(Sample::name).orElse(""));
      dimensions.forEach(name -> fields.add(dimension(each, name).map(Value::text).orElse("")));
      known.forEach(name -> fields.add(metadatum(each, name).map(Value::text).orElse("")));
      lines.add(line(fields));
    }
    return lines;
  }

  private static List<String> dimensions(List<JobInput> inputs) {
    return inputs.stream()
        .flatMap(each -> node(each).stream())
        .distinct()
        .flatMap(each -> each.dimensions().keySet().stream())
        .filter(name -> !name.equals(Dimension.SAMPLE) && !name.startsWith(Dimension.SAMPLE + "."))
        .distinct()
        .toList();
  }

  private static Optional<Node> node(JobInput input) {
    return input.producer().map(each -> each.node().node());
  }

  private static Optional<Value> dimension(JobInput input, String name) {
    return node(input).flatMap(each -> Optional.ofNullable(each.dimensions().get(name)));
  }

  private static Optional<Value> metadatum(JobInput input, String name) {
    Optional<Map<String, Value>> ofSample = input.sample().map(Sample::metadata);
    return ofSample.isPresent()
        ? Optional.ofNullable(ofSample.get().get(name))
        : dimension(input, Dimension.SAMPLE + "." + name);
  }

  /** A tab or a line's end in a value would break the table, so that it becomes a blank. */
  private static String line(List<String> fields) {
    return String.join(
        "\t",
        fields.stream()
            .map(each -> each.replace('\t', ' ').replace('\n', ' ').replace('\r', ' '))
            .toList());
  }
}
