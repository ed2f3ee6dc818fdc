package hdw.forecast;

import hdw.diagnostic.Diagnostics;
import hdw.graph.NodeValues;
import hdw.model.Setting;
import hdw.model.Type;
import hdw.model.Value;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.plan.Tolerance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all games of a forecast have in common.
 *
 * @param figures by task
 * @param limits how many jobs of a task may run at a time, of tasks that say so
 * @param queueWait how long an attempt is in a queue before a free slot takes it; none on this
 *     machine
 */
record Scene(
    Wiring wiring,
    Map<String, Figures> figures,
    Map<String, Integer> limits,
    Optional<JobTime> queueWait,
    Reacting reacting,
    Tolerance tolerance,
    long seed) {

  static Scene of(Plan plan, Forecaster.Given given) {
    return new Scene(
        new Wiring(plan),
        given.figures(),
        limits(plan),
        given.queueWait(),
        new Reacting(plan),
        new Tolerance(plan),
        given.seed());
  }

  private static Map<String, Integer> limits(Plan plan) {
    var values = new NodeValues(plan.catalog(), new Diagnostics());
    var limits = new LinkedHashMap<String, Integer>();
    for (NodePlan node : plan.nodes()) {
      Optional<Setting> setting = node.node().task().options().maxRunning();
      setting
          .flatMap(each -> values.evaluate(each.value(), node.node(), Type.NUMBER))
          .map(each -> Math.max(1, ((Value.Numeric) each).number().intValue()))
          .ifPresent(each -> limits.putIfAbsent(node.node().task().name(), each));
    }
    return limits;
  }

  /** The tasks in the order of the plan. */
  List<String> tasks() {
    return wiring.nodes().stream().map(each -> each.node().task().name()).distinct().toList();
  }
}
