package hdw.plan;

import hdw.eval.Bindings;
import hdw.model.Expression.Variable;
import hdw.model.Value;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a job's chunk and the job itself are, as values. */
final class JobBindings implements Bindings {
  private final NodePlan node;
  private final int job;
  private final JobInputs inputs;

  JobBindings(NodePlan node, int job) {
    this(node, job, Intake.ALL);
  }

  JobBindings(NodePlan node, int job, Intake intake) {
    this.node = node;
    this.job = job;
    this.inputs = new JobInputs(node, intake);
  }

  @Override
  public Optional<Value> value(Variable variable) {
    return switch (variable.scope()) {
      case CHUNK -> node.chunks().flatMap(chunks -> ofChunk(chunks, variable.name()));
      case JOB -> ofJob(variable.name());
      default -> Optional.empty();
    };
  }

  private Optional<Value> ofChunk(Chunks chunks, String name) {
    return switch (name) {
      case "files" -> Optional.of(Value.Numeric.of(chunks.fileCount(job)));
      case "bytes" -> Optional.of(new Value.Size(chunks.bytes(job)));
      case "events" -> events(chunks).map(Value.Numeric::of);
      default -> Optional.of(new Value.Text(chunks.id(job)));
    };
  }

  private Optional<Long> events(Chunks chunks) {
    OptionalLong events = chunks.events(job);
    return events.isPresent() ? Optional.of(events.getAsLong()) : Optional.empty();
  }

  private Optional<Value> ofJob(String name) {
    return switch (name) {
      case "job" -> Optional.of(new Value.Text(node.id(job)));
      case "node" -> Optional.of(new Value.Text(node.node().id()));
      case "task" -> Optional.empty();
      case "tree" -> Optional.of(new Value.Text(tree()));
      case "input" -> inputs.of(job).stream().findFirst().map(each -> new Value.Text(each.path()));
      case "inputs" -> Optional.of(texts(inputs.of(job)));
      case "first_event" -> range().map(each -> Value.Numeric.of(each.firstEvent(job)));
      case "last_event" -> range().map(each -> Value.Numeric.of(each.stopEvent(job) - 1));
      case "stop_event" -> range().map(each -> Value.Numeric.of(each.stopEvent(job)));
      case "events" -> range().flatMap(this::events).map(Value.Numeric::of);
      default -> name.contains(".") ? Optional.of(inputsFrom(name)) : Optional.empty();
    };
  }

  /** The chunks where they are ranges of events. */
  private Optional<Chunks> range() {
    return node.chunks().filter(Chunks::isOfEvents);
  }

  private String tree() {
    return node.chunks()
        .map(chunks -> chunks.sample(job))
        .or(() -> node.node().samples().stream().findFirst())
        .flatMap(sample -> sample.tree())
        .orElse("Events");
  }

  /** {@code ntuple.outputs}, or {@code ntuple.hist} for one of several. */
  private Value inputsFrom(String name) {
    String task = name.substring(0, name.indexOf('.'));
    String output = name.substring(task.length() + 1);
    var found = new java.util.ArrayList<JobInput>();
    for (Feed each : node.feeds()) {
      if (each instanceof Feed.Outputs outputs
          && outputs.task().equals(task)
          && (output.equals("outputs") || outputs.output().map(output::equals).orElse(true))) {
        var taken =
            output.equals("outputs") || outputs.output().isPresent()
                ? outputs
                : new Feed.Outputs(outputs.sources(), task, Optional.of(output), outputs.kind());
        found.addAll(inputs.of(taken, job));
      }
    }
    return texts(found);
  }

  private static Value texts(List<JobInput> inputs) {
    return new Value.Listed(
        inputs.stream().map(each -> (Value) new Value.Text(each.path())).toList());
  }
}
