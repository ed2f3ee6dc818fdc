package hdw.rules;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.diagnostic.Suggestion;
import hdw.graph.Node;
import hdw.graph.NodeValues;
import hdw.model.Resource;
import hdw.model.Setting;
import hdw.model.Site;
import hdw.model.Value;
import hdw.model.Workflow;
import java.util.List;
import java.util.Optional;

/** Finds the queue of a job and checks that the job fits into it, before anything is submitted. */
final class QueueChoice {
  private final Workflow workflow;
  private final Queues queues;
  private final Customs customs;
  private final Diagnostics diagnostics;

  QueueChoice(Workflow workflow, NodeValues values, Diagnostics diagnostics) {
    this.workflow = workflow;
    this.queues = new Queues(workflow, values);
    this.customs = new Customs(workflow.layout(), queues);
    this.diagnostics = diagnostics;
  }

  Optional<Request> choose(Request asked, Node node) {
    if (!asked.executor().hasQueues()) {
      return Optional.of(asked);
    }
    Request request = customs.of(asked);
    Optional<Value> named = request.value(Resource.QUEUE);
    if (named.isPresent()) {
      return named(request, named.get().text());
    }
    if (queues.all().isEmpty()) {
      return Optional.of(request);
    }
    Optional<Site.Queue> first = queues.first(request);
    if (first.isEmpty()) {
      diagnostics.add(noneFits(request, node, queues.all()));
    }
    return first.map(each -> queues.automatically(each, request));
  }

  private Optional<Request> named(Request request, String name) {
    Span span = request.span(Resource.QUEUE).orElseThrow();
    Optional<Site.Queue> queue = queues.named(name);
    if (queue.isEmpty()) {
      String site =
          workflow.site().map(each -> "site `" + each.name() + "`").orElse("no site that is used");
      List<String> known = queues.all().stream().map(Site.Queue::name).toList();
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
    for (Resource each : Queues.LIMITED) {
      if (!queues.fits(request, queue.get(), each)) {
        diagnostics.add(tooMuch(request, queue.get(), each));
        return Optional.empty();
      }
    }
    return Optional.of(queues.in(queue.get(), request));
  }

  private Diagnostic tooMuch(Request request, Site.Queue queue, Resource resource) {
    String wanted = request.value(resource).orElseThrow().text();
    Setting limit = queue.limits().get(resource);
    Span span = request.span(resource).or(() -> request.span(Resource.QUEUE)).orElseThrow();
    var diagnostic =
        Diagnostic.of(
                Code.HDW0301,
                span,
                wanted
                    + " is above the "
                    + queues.limit(queue, resource).orElseThrow().text()
                    + " limit of queue `"
                    + queue.name()
                    + "`")
            .note("the limit is set at", limit.span());
    Optional<Span> chosen = request.span(Resource.QUEUE);
    if (chosen.isPresent() && !chosen.equals(Optional.of(span))) {
      diagnostic = diagnostic.note("the queue is chosen at", chosen.get());
    }
    Optional<String> other = queues.first(request).map(Site.Queue::name);
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

  private Diagnostic noneFits(Request request, Node node, List<Site.Queue> all) {
    for (Resource each : Queues.LIMITED) {
      if (all.stream().noneMatch(queue -> queues.fits(request, queue, each))) {
        Site.Queue most = most(all, each);
        return Diagnostic.of(
                Code.HDW0307,
                request.span(each).orElse(node.task().span()),
                "no queue of the site allows " + request.value(each).orElseThrow().text())
            .note(
                "the most is "
                    + queues.limit(most, each).orElseThrow().text()
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
        .note("the queues are declared at", all.get(0).span())
        .hint("ask for less of one thing, or split the work into smaller jobs");
  }

  /** The queue that allows most; every queue has a limit. */
  private Site.Queue most(List<Site.Queue> all, Resource resource) {
    Site.Queue most = all.get(0);
    for (Site.Queue each : all) {
      boolean more =
          Value.order(
                      queues.limit(each, resource).orElseThrow(),
                      queues.limit(most, resource).orElseThrow())
                  .orElse(0)
              > 0;
      most = more ? each : most;
    }
    return most;
  }
}
