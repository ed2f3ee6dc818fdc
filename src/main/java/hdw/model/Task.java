package hdw.model;

import hdw.diagnostic.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A task as declared, defaults of the file included.
 *
 * @param dimensions in the order of the header
 * @param outputs in the order written; may be empty
 * @param after tasks that must have ended before
 * @param split what {@code split} was set to; the whole sample without it
 * @param resources by resource, what the task's own line or {@code defaults} asks for
 * @param needs files and folders that travel with the job
 * @param directives raw scheduler lines, by executor
 * @param environment variables for the command, by name
 */
public record Task(
    Span span,
    String name,
    List<Dimension> dimensions,
    Optional<Expression> where,
    List<Input> inputs,
    List<Output> outputs,
    List<After> after,
    Optional<Setting> split,
    Map<Resource, Request> resources,
    List<Expression> needs,
    Map<Executor, Setting> directives,
    Map<String, Setting> environment,
    Command run,
    Optional<Command> setup,
    Options options) {

  /** The names of a job's range of events in commands, in the order of the manual. */
  public static final List<String> EVENT_RANGE =
      List.of("first_event", "last_event", "stop_event", "events");

  /** Copies the collections, keeping their order. */
  public Task {
    dimensions = List.copyOf(dimensions);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    after = List.copyOf(after);
    needs = List.copyOf(needs);
  }

  /** A task named behind {@code after}. */
  public record After(Span span, String task) {}

  /** A request, and whether it stands in {@code defaults} or in the task itself. */
  public record Request(Setting setting, boolean fromDefaults) {}

  /**
   * What remains: properties that few tasks have.
   *
   * @param always runs even after failures
   * @param emptyOutputAllowed {@code on_missing_output = empty}
   * @param clusterPerJob {@code cluster_per_sample = false}: of use for HiggsDNA's layouts alone
   */
  public record Options(
      boolean always,
      boolean emptyOutputAllowed,
      boolean clusterPerJob,
      Optional<Setting> tolerate,
      Optional<Setting> maxRunning,
      Optional<Setting> container) {}

  /**
   * Whether its command takes a range of events: {@code {{first_event}}}, and where the range ends
   * by {@code {{last_event}}}, {@code {{stop_event}}} or {@code {{events}}}.
   */
  public boolean takesEvents() {
    return mentions(Set.of("first_event"))
        && mentions(Set.of("last_event", "stop_event", "events"));
  }

  /** Whether its command or environment mentions one of these names of a job. */
  private boolean mentions(Set<String> names) {
    Predicate<Expression> mentions =
        value ->
            value.any(
                each ->
                    each instanceof Expression.Variable variable
                        && variable.scope() == Scope.JOB
                        && names.contains(variable.name()));
    return Stream.concat(setup.stream(), Stream.of(run))
            .flatMap(each -> each.holes().stream())
            .anyMatch(each -> mentions.test(each.value()))
        || environment.values().stream().anyMatch(each -> mentions.test(each.value()));
  }

  /** Whether it has a dimension of this name. */
  public boolean has(String dimension) {
    for (Dimension each : dimensions) {
      if (each.name().equals(dimension)) {
        return true;
      }
    }
    return false;
  }

  /** The output called {@code name}. */
  public Optional<Output> output(String name) {
    return outputs.stream().filter(each -> each.name().equals(name)).findFirst();
  }
}
