package hdw.analysis;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.model.Executor;
import hdw.model.Resource;
import hdw.model.Rule;
import hdw.model.Setting;
import hdw.model.Site;
import hdw.model.Value;
import java.util.List;
import java.util.Optional;

/** Finds rules that ask for more than the site's queues allow, where they say how much. */
final class RuleLimits {
  private static final List<Resource> LIMITED =
      List.of(Resource.TIME, Resource.MEMORY, Resource.CPUS);

  private final Site site;
  private final Constants constants;
  private final Diagnostics diagnostics;

  RuleLimits(Site site, Constants constants, Diagnostics diagnostics) {
    this.site = site;
    this.constants = constants;
    this.diagnostics = diagnostics;
  }

  void check(Rule rule) {
    boolean local =
        constant(rule, Resource.EXECUTOR)
            .filter(each -> each.text().equals(Executor.LOCAL.word()))
            .isPresent();
    if (local || site.queues().isEmpty()) {
      return;
    }
    Optional<Site.Queue> queue =
        constant(rule, Resource.QUEUE).map(Value::text).flatMap(site::queue);
    for (Resource each : LIMITED) {
      Optional<Value> wanted = constant(rule, each);
      if (wanted.isPresent()) {
        queue.ifPresentOrElse(
            chosen -> checkChosen(rule, each, wanted.get(), chosen),
            () -> checkAll(rule, each, wanted.get()));
      }
    }
  }

  private static Optional<Rule.Action.Set> set(Rule rule, Resource resource) {
    return rule.actions().stream()
        .filter(Rule.Action.Set.class::isInstance)
        .map(Rule.Action.Set.class::cast)
        .filter(each -> each.resource() == resource)
        .reduce((earlier, later) -> later);
  }

  private Optional<Value> constant(Rule rule, Resource resource) {
    return set(rule, resource).flatMap(each -> constants.value(each.value()));
  }

  private Optional<Value> limit(Site.Queue queue, Resource resource) {
    return Optional.ofNullable(queue.limits().get(resource))
        .map(Setting::value)
        .flatMap(constants::value);
  }

  private boolean allows(Site.Queue queue, Resource resource, Value wanted) {
    return limit(queue, resource)
        .map(limit -> Value.order(wanted, limit).orElse(0) <= 0)
        .orElse(true);
  }

  private void checkChosen(Rule rule, Resource resource, Value wanted, Site.Queue queue) {
    if (!allows(queue, resource, wanted)) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0301,
                  set(rule, resource).orElseThrow().value().span(),
                  wanted.text()
                      + " is above the "
                      + limit(queue, resource).orElseThrow().text()
                      + " limit of queue `"
                      + queue.name()
                      + "`")
              .note("the limit is set at", queue.limits().get(resource).span())
              .hint("ask for less, or leave the queue out of the rule"));
    }
  }

  private void checkAll(Rule rule, Resource resource, Value wanted) {
    if (site.queues().stream().noneMatch(each -> allows(each, resource, wanted))) {
      Site.Queue most = most(resource);
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0307,
                  set(rule, resource).orElseThrow().value().span(),
                  "no queue of the site allows " + wanted.text())
              .note(
                  "the most is "
                      + limit(most, resource).orElseThrow().text()
                      + " in queue `"
                      + most.name()
                      + "`, set at",
                  most.limits().get(resource).span())
              .hint("ask for less"));
    }
  }

  /** The queue that allows most. */
  private Site.Queue most(Resource resource) {
    Site.Queue most = site.queues().get(0);
    for (Site.Queue each : site.queues()) {
      Value limit = limit(each, resource).orElseThrow();
      most = allows(most, resource, limit) ? most : each;
    }
    return most;
  }
}
