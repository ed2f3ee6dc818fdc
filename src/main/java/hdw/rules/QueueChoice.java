package hdw.rules;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.diagnostic.Suggestion;
import hdw.graph.Node;
import hdw.graph.NodeValues;
import hdw.model.Executor;
import hdw.model.Resource;
import hdw.model.Setting;
import hdw.model.Site;
import hdw.model.Type;
import hdw.model.Value;
import hdw.model.Workflow;
import java.util.List;
import java.util.Optional;

/** Finds the queue of a job and checks that the job fits into it, before anything is submitted. */
final class QueueChoice {
  private static final List<Resource> LIMITED =
      List.of(Resource.TIME, Resource.MEMORY, Resource.CPUS);

  private final Workflow workflow;
  private final NodeValues values;
  private final Diagnostics diagnostics;

  QueueChoice(Workflow workflow, NodeValues values, Diagnostics diagnostics) {
    this.workflow = workflow;
    this.values = values;
    this.diagnostics = diagnostics;
  }

  Optional<Request> choose(Request request, Node node) {
    if (request.executor() == Executor.LOCAL) {
      return Optional.of(request);
    }
    List<Site.Queue> queues = workflow.site().map(Site::queues).orElse(List.of());
    Optional<Value> named = request.value(Resource.QUEUE);
    if (named.isPresent()) {
      return named(request, named.get().text(), queues);
    }
    if (queues.isEmpty()) {
      return Optional.of(request);
    }
    for (Site.Queue each : queues) {
      if (LIMITED.stream().allMatch(resource -> fits(request, each, resource))) {
        return Optional.of(
            timed(request.in(each), each)
                .with(
                    Resource.QUEUE,
                    new Origin(
                        "the first queue that fits",
                        Optional.of(each.span()),
                        new Value.Named(Type.QUEUE, each.name()))));
      }
    }
    diagnostics.add(noneFits(request, node, queues));
    return Optional.empty();
  }

  private Optional<Request> named(Request request, String name, List<Site.Queue> queues) {
    Span span = request.span(Resource.QUEUE).orElseThrow();
    Optional<Site.Queue> queue =
        queues.stream().filter(each -> each.name().equals(name)).findFirst();
    if (queue.isEmpty()) {
      String site =
          workflow.site().map(each -> "site `" + each.name() + "`").orElse("no site that is used");
      List<String> known = queues.stream().map(Site.Queue::name).toList();
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0215,
                  span,
                  workflow.site().isPresent()
                      ? site + " has no queue `" + name + "`"
                      : "no site is used, so there is no queue `" + name + "`")
              .hint(
                  Suggestion.didYouMean(name, known)
                      .or(
                          () ->
                              Optional.of(
                                  "say how long a job takes, as in `time = 2 h`, and each site finds its own queue"))));
      return Optional.empty();
    }
    for (Resource each : LIMITED) {
      if (!fits(request, queue.get(), each)) {
        diagnostics.add(tooMuch(request, queue.get(), each, queues));
        return Optional.empty();
      }
    }
    return Optional.of(timed(request.in(queue.get()), queue.get()));
  }

  /** A job without a time of its own has its queue's. */
  private Request timed(Request request, Site.Queue queue) {
    Optional<Value> limit = limit(queue, Resource.TIME);
    return request.time().isPresent() || limit.isEmpty()
        ? request
        : request.with(
            Resource.TIME,
            new Origin(
                "queue " + queue.name(),
                Optional.of(queue.limits().get(Resource.TIME).span()),
                limit.get()));
  }

  private boolean fits(Request request, Site.Queue queue, Resource resource) {
    Optional<Value> wanted = request.value(resource);
    Optional<Value> limit = limit(queue, resource);
    return wanted.isEmpty()
        || limit.isEmpty()
        || Value.order(wanted.get(), limit.get()).orElseThrow() <= 0;
  }

  private Optional<Value> limit(Site.Queue queue, Resource resource) {
    Setting setting = queue.limits().get(resource);
    return setting == null
        ? Optional.empty()
        : values.evaluate(setting.value(), hdw.eval.Bindings.NONE, resource.type());
  }

  private Diagnostic tooMuch(
      Request request, Site.Queue queue, Resource resource, List<Site.Queue> queues) {
    String wanted = request.value(resource).orElseThrow().text();
    Setting limit = queue.limits().get(resource);
    Span span = request.span(resource).or(() -> request.span(Resource.QUEUE)).orElseThrow();
    var diagnostic =
        Diagnostic.of(
                Code.HDW0301,
                span,
                wanted
                    + " is above the "
                    + limit(queue, resource).orElseThrow().text()
                    + " limit of queue `"
                    + queue.name()
                    + "`")
            .note("the limit is set at", limit.span());
    Optional<Span> chosen = request.span(Resource.QUEUE);
    if (chosen.isPresent() && !chosen.equals(Optional.of(span))) {
      diagnostic = diagnostic.note("the queue is chosen at", chosen.get());
    }
    Optional<String> other =
        queues.stream()
            .filter(each -> LIMITED.stream().allMatch(one -> fits(request, each, one)))
            .map(Site.Queue::name)
            .findFirst();
    return diagnostic.hint(
        other
            .map(
                name ->
                    "`"
                        + name
                        + "` is the shortest queue that allows "
                        + wanted
                        + "; or leave `queue` out")
            .orElse("no queue of the site allows it; ask for less"));
  }

  private Diagnostic noneFits(Request request, Node node, List<Site.Queue> queues) {
    for (Resource each : LIMITED) {
      if (queues.stream().noneMatch(queue -> fits(request, queue, each))) {
        Site.Queue most = most(queues, each);
        return Diagnostic.of(
                Code.HDW0307,
                request.span(each).orElse(node.task().span()),
                "no queue of the site allows " + request.value(each).orElseThrow().text())
            .note(
                "the most is "
                    + limit(most, each).orElseThrow().text()
                    + " in queue `"
                    + most.name()
                    + "`, set at",
                most.limits().get(each).span())
            .hint("ask for less, or split the work into smaller jobs");
      }
    }
    return Diagnostic.of(
            Code.HDW0307,
            node.task().span(),
            "no queue of the site allows all that task `"
                + node.task().name()
                + "` asks for together")
        .note("the queues are declared at", queues.get(0).span())
        .hint("ask for less of one thing, or split the work into smaller jobs");
  }

  /** The queue that allows most; every queue has a limit. */
  private Site.Queue most(List<Site.Queue> queues, Resource resource) {
    Site.Queue most = queues.get(0);
    for (Site.Queue each : queues) {
      boolean more =
          Value.order(limit(each, resource).orElseThrow(), limit(most, resource).orElseThrow())
                  .orElse(0)
              > 0;
      most = more ? each : most;
    }
    return most;
  }
}
