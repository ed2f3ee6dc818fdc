package hdw.preflight;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.executor.dask.ClusterWish;
import hdw.executor.dask.DistributedPackage;
import hdw.model.Cluster;
import hdw.model.Executor;
import hdw.model.Resource;
import hdw.model.Setting;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.rules.Request;
import java.util.Collection;
import java.util.Optional;

/** Whether the Python that is to run the workers of Dask has what they need. */
record PythonCheck(Surroundings surroundings) {

  void check(Plan plan, Collection<NodePlan> nodes, ClusterWish wish, Diagnostics diagnostics) {
    Optional<Span> executor =
        nodes.stream()
            .flatMap(each -> each.requests().stream())
            .filter(each -> each.executor() == Executor.DASK)
            .findFirst()
            .map(each -> span(plan, each));
    if (executor.isEmpty()) {
      return;
    }
    Span span =
        plan.workflow()
            .cluster()
            .map(Cluster::settings)
            .flatMap(each -> Optional.ofNullable(each.get("python")))
            .map(Setting::span)
            .orElse(executor.get());
    new DistributedPackage(surroundings.program(), surroundings.workFolder())
        .trouble(wish.python())
        .ifPresent(
            trouble ->
                diagnostics.add(
                    Diagnostic.of(Code.HDW0720, span, trouble.words()).hint(trouble.hint())));
  }

  private static Span span(Plan plan, Request request) {
    return request.span(Resource.EXECUTOR).orElse(plan.workflow().span());
  }
}
