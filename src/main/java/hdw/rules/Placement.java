package hdw.rules;

import hdw.catalog.Catalog;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.eval.Bindings;
import hdw.eval.EvaluationException;
import hdw.eval.Evaluator;
import hdw.eval.MissingVariableException;
import hdw.graph.Node;
import hdw.graph.NodeValues;
import hdw.model.Executor;
import hdw.model.Expression;
import hdw.model.Resource;
import hdw.model.Rule;
import hdw.model.Scope;
import hdw.model.Setting;
import hdw.model.Task;
import hdw.model.Type;
import hdw.model.Value;
import hdw.model.Workflow;
import hdw.units.Memory;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settles what a job asks for; every step of every value is kept. */
public final class Placement {
  private static final Map<Resource, Value> BUILT_IN =
      Map.of(
          Resource.EXECUTOR, new Value.Named(Type.EXECUTOR, Executor.LOCAL.word()),
          Resource.MEMORY, new Value.Size(Memory.ofMebibytes(2048)),
          Resource.CPUS, Value.Numeric.of(1),
          Resource.GPUS, Value.Numeric.of(0),
          Resource.RETRIES, Value.Numeric.of(3));

  private final Workflow workflow;
  private final Catalog catalog;
  private final NodeValues values;
  private final Diagnostics diagnostics;
  private final Map<String, Request> ofTasks = new HashMap<>();

  /** By the very object: where nothing is added for a node, its task's request comes here again. */
  private final IdentityHashMap<Request, Optional<Request>> placed = new IdentityHashMap<>();

  /** Placement in a workflow whose samples are known. */
  public Placement(Workflow workflow, Catalog catalog, Diagnostics diagnostics) {
    this.workflow = workflow;
    this.catalog = catalog;
    this.values = new NodeValues(catalog, diagnostics);
    this.diagnostics = diagnostics;
  }

  /** Whether jobs of one node may ask for different things: a rule looks at the chunk. */
  public boolean dependsOnChunk(Task task) {
    return workflow.placements().stream()
        .anyMatch(
            rule ->
                rule.when().filter(each -> each.uses(Scope.CHUNK)).isPresent()
                    || rule.actions().stream()
                        .anyMatch(
                            each ->
                                each instanceof Rule.Action.Set set
                                    && set.value().uses(Scope.CHUNK)));
  }

  /**
   * What a job of a node asks for, its queue chosen and its limits checked.
   *
   * @param chunk the values of the job's chunk; {@link Bindings#NONE} for all jobs of a node
   *     together
   */
  public Optional<Request> request(Node node, Bindings chunk) {
    Request base = beforeRules(node);
    Request request = ofCommandLine(ofRules(base, node, chunk), node);
    Optional<Request> known = placed.get(request);
    if (known != null) {
      return known;
    }
    Optional<Request> whole =
        checked(request, node)
            ? new QueueChoice(workflow, values, diagnostics).choose(request, node)
            : Optional.empty();
    if (whole.isPresent()) {
      placed.put(request, whole);
    }
    return whole;
  }

  /**
   * What the site and the task ask for; of a task that asks the same for all its nodes, made once.
   */
  private Request beforeRules(Node node) {
    Task task = node.task();
    Request known = ofTasks.get(task.name());
    if (known != null) {
      return known;
    }
    Request request = builtIn();
    request = ofSite(request);
    request = ofTask(request, node);
    boolean sameForAll =
        task.resources().values().stream()
            .map(each -> each.setting().value())
            .noneMatch(each -> each.uses(Scope.DIMENSION) || each.uses(Scope.SAMPLE));
    if (sameForAll) {
      ofTasks.put(task.name(), request);
    }
    return request;
  }

  /** What a job asks for where nobody says anything. */
  static Request builtIn() {
    Map<Resource, List<Origin>> chains = new EnumMap<>(Resource.class);
    BUILT_IN.forEach(
        (resource, value) ->
            chains.put(resource, List.of(new Origin("built-in", Optional.empty(), value))));
    return new Request(chains, Optional.empty());
  }

  private Request ofSite(Request request) {
    Request settled = request;
    if (workflow.site().isPresent()) {
      var site = workflow.site().get();
      for (Resource each : List.of(Resource.EXECUTOR, Resource.ACCOUNT)) {
        Setting setting = site.settings().get(each.word());
        if (setting != null) {
          settled = with(settled, each, "site " + site.name(), setting, catalog.bindings());
        }
      }
    }
    return settled;
  }

  private Request ofTask(Request request, Node node) {
    Request settled = request;
    for (Map.Entry<Resource, Task.Request> each : node.task().resources().entrySet()) {
      String source = each.getValue().fromDefaults() ? "defaults" : "task " + node.task().name();
      settled =
          with(settled, each.getKey(), source, each.getValue().setting(), values.bindings(node));
    }
    return settled;
  }

  private Request with(
      Request request, Resource resource, String source, Setting setting, Bindings bindings) {
    return values
        .evaluate(setting.value(), bindings, resource.type())
        .map(
            value -> request.with(resource, new Origin(source, Optional.of(setting.span()), value)))
        .orElse(request);
  }

  private Request ofRules(Request request, Node node, Bindings chunk) {
    Request settled = request;
    for (Rule rule : workflow.placements()) {
      Request current = settled;
      Bindings bindings =
          chunk
              .or(values.bindings(node))
              .or(
                  variable ->
                      variable.scope() == Scope.RESOURCE
                          ? Resource.named(variable.name()).flatMap(current::value)
                          : Optional.empty());
      if (matches(rule, node, bindings)) {
        for (Rule.Action each : rule.actions()) {
          if (each instanceof Rule.Action.Set set) {
            settled =
                with(
                    settled,
                    set.resource(),
                    "rule " + rule.name(),
                    new Setting(set.value().span(), set.value()),
                    bindings);
          }
        }
      }
    }
    return settled;
  }

  /** A rule that asks for a dimension or a sample which the task does not have does not match. */
  private boolean matches(Rule rule, Node node, Bindings bindings) {
    Optional<Expression> when = rule.when();
    if (when.isEmpty()) {
      return true;
    }
    try {
      return new Evaluator(bindings, catalog.world()).holds(when.get());
    } catch (EvaluationException noValue) {
      diagnostics.add(noValue.diagnostic());
    } catch (MissingVariableException missing) {
      boolean lacksMetadatum =
          missing.variable().scope() == Scope.SAMPLE && node.sample().isPresent();
      if (lacksMetadatum) {
        values.evaluate(when.get(), bindings, Type.TRUTH);
      }
    }
    return false;
  }

  private Request ofCommandLine(Request request, Node node) {
    Request settled = request;
    Task.Request executor = node.task().resources().get(Resource.EXECUTOR);
    boolean explicitlyLocal =
        executor != null
            && !executor.fromDefaults()
            && request.chain(Resource.EXECUTOR).stream()
                .anyMatch(
                    each ->
                        each.source().startsWith("task ")
                            && each.value().text().equals(Executor.LOCAL.word()));
    for (Workflow.Demand each : workflow.demands()) {
      boolean meant = each.task().map(node.task().name()::equals).orElse(!explicitlyLocal);
      if (meant) {
        settled =
            settled.with(
                each.resource(),
                new Origin("command line", Optional.of(each.span()), each.value()));
      }
    }
    return settled;
  }

  private boolean checked(Request request, Node node) {
    boolean right = true;
    for (Resource each : List.of(Resource.CPUS, Resource.GPUS, Resource.RETRIES)) {
      BigDecimal number = ((Value.Numeric) request.value(each).orElseThrow()).number();
      int least = each == Resource.CPUS ? 1 : 0;
      if (number.stripTrailingZeros().scale() > 0
          || number.intValue() < least
          || number.compareTo(BigDecimal.valueOf(100_000)) > 0) {
        diagnostics.add(
            Diagnostic.of(
                Code.HDW0305,
                request.span(each).orElse(node.task().span()),
                "`"
                    + each.word()
                    + "` is a whole number of at least "
                    + least
                    + ", not "
                    + number.toPlainString()));
        right = false;
      }
    }
    if (request.memory().bytes() == 0) {
      diagnostics.add(
          Code.HDW0305,
          request.span(Resource.MEMORY).orElse(node.task().span()),
          "a job without memory cannot run");
      right = false;
    }
    return right;
  }
}
