package hdw.plan;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.model.Executor;
import hdw.model.Expression.Constant;
import hdw.model.Resource;
import hdw.model.Setting;
import hdw.model.Site;
import hdw.model.Workflow;
import hdw.rules.Request;
import java.util.Optional;

/** Whether the queues that jobs are given are those of the batch system that gets them. */
public final class SiteCheck {
  private SiteCheck() {}

  static void check(Plan plan, Diagnostics diagnostics) {
    for (NodePlan node : plan.nodes()) {
      for (Request each : node.requests()) {
        Span span = each.span(Resource.EXECUTOR).orElse(plan.workflow().span());
        if (each.queue().isPresent() && warn(plan.workflow(), each.executor(), span, diagnostics)) {
          return; // all of them have the same site
        }
      }
    }
  }

  /**
   * Warns where a site is of another batch system than its queues are to be asked of.
   *
   * @param executor what is asked
   * @param span where somebody said so
   * @return whether it is
   */
  public static boolean warn(
      Workflow workflow, Executor executor, Span span, Diagnostics diagnostics) {
    Optional<Site> site = workflow.site().filter(each -> isOther(each, executor));
    site.ifPresent(
        each ->
            diagnostics.add(
                Diagnostic.of(
                        Code.HDW0316,
                        span,
                        "the queues are those of site `"
                            + each.name()
                            + "`, but "
                            + executor.title()
                            + " is asked for them")
                    .note(
                        "it is a site of " + batchSystem(each).orElseThrow().title(),
                        each.settings().get(Resource.EXECUTOR.word()).span())
                    .hint("`--site NAME` takes the queues of another site, as of `lxplus`")));
    return site.isPresent();
  }

  private static boolean isOther(Site site, Executor asked) {
    return isBatchSystem(asked) && batchSystem(site).filter(each -> each != asked).isPresent();
  }

  /** What the site's own jobs are for, where that is a batch system. */
  private static Optional<Executor> batchSystem(Site site) {
    return Optional.ofNullable(site.settings().get(Resource.EXECUTOR.word()))
        .map(Setting::value)
        .filter(Constant.class::isInstance)
        .flatMap(each -> Executor.named(((Constant) each).value().text()))
        .filter(SiteCheck::isBatchSystem);
  }

  private static boolean isBatchSystem(Executor executor) {
    return executor == Executor.HTCONDOR || executor == Executor.SLURM;
  }
}
