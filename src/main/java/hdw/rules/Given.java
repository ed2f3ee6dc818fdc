package hdw.rules;

import hdw.catalog.Catalog;
import hdw.diagnostic.Diagnostics;
import hdw.eval.Bindings;
import hdw.eval.World;
import hdw.graph.NodeValues;
import hdw.model.Expression.Variable;
import hdw.model.Reason;
import hdw.model.Resource;
import hdw.model.Scope;
import hdw.model.Site;
import hdw.model.Value;
import hdw.model.Workflow;
import hdw.rules.Cause.Sureness;
import hdw.units.Memory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A failure that somebody made up, in a {@code case} or behind {@code --try}: what is said of it by
 * name, and nothing else.
 */
public record Given(Map<String, Value> values) implements Bindings {

  /** Copies the map. */
  public Given {
    values = Map.copyOf(values);
  }

  @Override
  public Optional<Value> value(Variable variable) {
    String name =
        variable.scope() == Scope.SAMPLE
            ? variable.name().isEmpty() ? "sample" : "sample." + variable.name()
            : variable.name();
    return Optional.ofNullable(values.get(name));
  }

  /** Why it failed: as it is said, or else as it follows from what is known. */
  public Cause cause(Workflow workflow, World world) {
    Optional<Reason> said = text("reason").flatMap(Reason::named);
    return said.map(
            each ->
                new Cause(
                    each,
                    Sureness.CERTAIN,
                    List.of("it is said so"),
                    LogTail.shown(text("log").orElse("")),
                    ""))
        .orElseGet(() -> new Causes(workflow, world).of(evidence(), text("task").orElse("")));
  }

  /** The failed attempt. */
  public Reactions.Failure failure(Cause cause) {
    int attempt = Math.max(1, number("attempt").orElse(1));
    boolean repeated = values.get("repeated") instanceof Value.Truth truth && truth.holds();
    return new Reactions.Failure(evidence(), cause, attempt, repeated, attempt - 1);
  }

  private Evidence evidence() {
    return new Evidence(
        number("exit"),
        Verdict.ENDED,
        "",
        size("memory_used"),
        size("memory"),
        time("time_used"),
        time("time"),
        "",
        text("log").orElse(""),
        List.of(),
        text("node").orElse(""),
        number("restarts").orElse(0));
  }

  /** What the job asked for: the resources that are said, the rest as nobody said anything. */
  public Request request(Workflow workflow, Catalog catalog, String source) {
    Request request = Placement.builtIn();
    Optional<Site> site = workflow.site();
    var silent = new NodeValues(catalog, new Diagnostics());
    for (Resource each : Resource.values()) {
      Optional<Value> ofSite =
          site.map(one -> one.settings().get(each.word()))
              .flatMap(setting -> silent.evaluate(setting.value(), Bindings.NONE, each.type()));
      if (ofSite.isPresent()) {
        request = request.with(each, step("site", ofSite.get()));
      }
      if (values.containsKey(each.word())) {
        request = request.with(each, step(source, values.get(each.word())));
      }
    }
    return placed(request, new Queues(workflow, silent));
  }

  private static Request placed(Request request, Queues queues) {
    if (queues.none(request)) {
      return request;
    }
    Optional<Site.Queue> named =
        request.value(Resource.QUEUE).flatMap(each -> queues.named(each.text()));
    return named
        .map(each -> queues.in(each, request))
        .or(() -> queues.first(request).map(each -> queues.automatically(each, request)))
        .orElse(request);
  }

  private static Origin step(String source, Value value) {
    return new Origin(source, Optional.empty(), value);
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).map(Value::text);
  }

  private OptionalInt number(String name) {
    return values.get(name) instanceof Value.Numeric number
        ? OptionalInt.of(number.number().intValue())
        : OptionalInt.empty();
  }

  private Optional<Memory> size(String name) {
    return values.get(name) instanceof Value.Size size
        ? Optional.of(size.amount())
        : Optional.empty();
  }

  private Optional<Duration> time(String name) {
    return values.get(name) instanceof Value.Time time
        ? Optional.of(Duration.ofSeconds(time.time().seconds()))
        : Optional.empty();
  }
}
