package hdw.plan;

import hdw.catalog.Surroundings;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.eval.World;
import hdw.graph.NodeValues;
import hdw.model.Expression;
import hdw.model.Type;
import hdw.model.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Checks that what tasks need, and plain files they take, are there. */
final class NeedsCheck {
  private final Plan plan;
  private final Diagnostics diagnostics;
  private final Set<String> asked = new LinkedHashSet<>();

  NeedsCheck(Plan plan, Diagnostics diagnostics) {
    this.plan = plan;
    this.diagnostics = diagnostics;
  }

  void check() {
    var values = new NodeValues(plan.catalog(), diagnostics);
    for (NodePlan each : plan.nodes()) {
      for (Expression need : each.node().task().needs()) {
        values.evaluate(need, each.node(), Type.ANY).ifPresent(value -> check(value, need));
      }
      for (int i = 0; i < each.feeds().size(); i++) {
        if (each.feeds().get(i) instanceof Feed.Files) {
          var input = (hdw.model.Input.Files) each.node().task().inputs().get(i);
          values
              .evaluate(input.paths(), each.node(), Type.ANY)
              .ifPresent(value -> check(value, input.paths()));
        }
      }
    }
  }

  private void check(Value value, Expression written) {
    List<Value> paths = value instanceof Value.Listed list ? list.elements() : List.of(value);
    World world = plan.catalog().world();
    String writer = written.span().source().name();
    for (Value each : paths) {
      if (each instanceof Value.Listed) {
        check(each, written);
      } else if (asked.add(writer + ":" + each.text())
          && !Surroundings.isUrl(each.text())
          && !world.exists(each.text(), writer)) {
        diagnostics.add(
            Diagnostic.of(Code.HDW0514, written.span(), "`" + each.text() + "` is not there")
                .hint("paths belong to the folder of " + writer));
      }
    }
  }
}
