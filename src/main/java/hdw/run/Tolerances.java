package hdw.run;

import hdw.graph.NodeValues;
import hdw.model.Setting;
import hdw.model.Type;
import hdw.model.Value;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.units.Share;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What share of its inputs each node can do without: its task's {@code tolerate}. */
final class Tolerances {
  private final Map<String, Share> shares = new HashMap<>();

  Tolerances(Plan plan) {
    var values = new NodeValues(plan.catalog(), new hdw.diagnostic.Diagnostics());
    for (NodePlan node : plan.nodes()) {
      Optional<Setting> setting = node.node().task().options().tolerate();
      setting
          .flatMap(each -> values.evaluate(each.value(), node.node(), Type.SHARE))
          .ifPresent(value -> shares.put(node.node().id(), ((Value.Part) value).share()));
    }
  }

  /** Whether a node may go on with so many of all that it takes from missing. */
  boolean allow(NodePlan node, int missing, int all) {
    Share share = shares.get(node.node().id());
    return share != null && share.of(all) >= missing;
  }
}
