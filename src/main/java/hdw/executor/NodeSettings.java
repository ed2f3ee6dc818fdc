package hdw.executor;

import hdw.diagnostic.Diagnostics;
import hdw.graph.NodeValues;
import hdw.model.Executor;
import hdw.model.Expression;
import hdw.model.Setting;
import hdw.model.Site;
import hdw.model.Task;
import hdw.model.Type;
import hdw.model.Value;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.rules.Request;
import hdw.units.WallTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What surrounds the jobs of a node besides the resources they ask for.
 *
 * @param directives raw lines for the scheduler: the site's, the queue's, then the task's
 * @param queueDirectives whether the queue has lines of its own, which then carry its time limit
 * @param maxRunning how many jobs of the task may run at a time
 * @param container the image that the command runs in
 * @param staging whether outputs are written elsewhere than beside where they belong
 */
public record NodeSettings(
    List<String> directives,
    boolean queueDirectives,
    Optional<Integer> maxRunning,
    Optional<String> container,
    Staging staging) {

  /** Copies the list. */
  public NodeSettings {
    directives = List.copyOf(directives);
  }

  /** The settings of a node whose job asks for this. */
  public static NodeSettings of(Plan plan, NodePlan node, Request request) {
    return new Reader(plan, node, request.executor()).read(request);
  }

  /** The settings in which the jobs of a batch agree. */
  public static NodeSettings of(Plan plan, Batch batch) {
    return of(plan, batch.items().get(0).node(), batch.request());
  }

  /** Whether jobs see the files of the machine that submits them: where no site says otherwise. */
  public static boolean isShared(Plan plan) {
    return ofSite(plan, "shared", Type.TRUTH)
        .map(value -> ((Value.Truth) value).holds())
        .orElse(true);
  }

  /** How many jobs of a run may be in a queue at a time, where the site says so. */
  static Optional<Integer> mostInQueue(Plan plan) {
    return ofSite(plan, "max_submit", Type.NUMBER)
        .map(each -> Math.max(1, ((Value.Numeric) each).number().intValue()));
  }

  /** How long jobs may wait in a queue before they are given up, where the site says so. */
  public static Optional<WallTime> startWithin(Plan plan) {
    return ofSite(plan, "start_within", Type.TIME).map(each -> ((Value.Time) each).time());
  }

  /** What the site of a plan says of a property; nothing where it is silent. */
  static Optional<Value> ofSite(Plan plan, String property, Type wanted) {
    return plan.workflow()
        .site()
        .flatMap(site -> Optional.ofNullable(site.settings().get(property)))
        .flatMap(
            setting ->
                new NodeValues(plan.catalog(), new Diagnostics())
                    .evaluate(setting.value(), plan.catalog().bindings(), wanted));
  }

  /**
   * Files and folders that travel with the jobs of a batch where nothing is shared, as jobs see
   * them.
   */
  public static List<String> needs(Plan plan, Batch batch) {
    return batch.items().stream()
        .map(Batch.Item::node)
        .distinct()
        .flatMap(node -> new Reader(plan, node, batch.executor()).needs().stream())
        .distinct()
        .toList();
  }

  /** Evaluates settings for one node. */
  private record Reader(Plan plan, NodePlan node, Executor executor) {

    NodeSettings read(Request request) {
      Task task = node.node().task();
      var lines = new ArrayList<String>();
      plan.workflow().site().map(Site::directives).ifPresent(each -> add(each, lines));
      int before = lines.size();
      request.queue().map(Site.Queue::directives).ifPresent(each -> add(each, lines));
      boolean ofQueue = lines.size() > before;
      add(task.directives(), lines);
      return new NodeSettings(
          lines,
          ofQueue,
          task.options()
              .maxRunning()
              .flatMap(each -> value(each.value(), Type.NUMBER))
              .map(each -> Math.max(1, ((Value.Numeric) each).number().intValue())),
          task.options()
              .container()
              .flatMap(each -> value(each.value(), Type.TEXT))
              .map(Value::text),
          Staging.of(plan));
    }

    private void add(Map<Executor, Setting> directives, List<String> lines) {
      Optional.ofNullable(directives.get(executor))
          .flatMap(each -> value(each.value(), Type.TEXT))
          .ifPresent(
              each -> each.text().lines().filter(line -> !line.isBlank()).forEach(lines::add));
    }

    /** Nothing where it has no value: a check of the plan reports that. */
    private Optional<Value> value(Expression expression, Type wanted) {
      return new NodeValues(plan.catalog(), new Diagnostics())
          .evaluate(expression, node.node(), wanted);
    }

    List<String> needs() {
      var needs = new ArrayList<String>();
      for (Expression each : node.node().task().needs()) {
        String writer = each.span().source().name();
        value(each, Type.ANY).stream()
            .flatMap(value -> JobColumns.texts(value).stream())
            .forEach(path -> needs.add(plan.catalog().world().located(path, writer)));
      }
      return needs;
    }
  }
}
