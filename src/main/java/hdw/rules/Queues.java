package hdw.rules;

import hdw.eval.Bindings;
import hdw.graph.NodeValues;
import hdw.model.Resource;
import hdw.model.Setting;
import hdw.model.Site;
import hdw.model.Type;
import hdw.model.Value;
import hdw.model.Workflow;
import java.util.List;
import java.util.Optional;

/** The queues of a workflow's site, and what fits into which; says nothing where nothing fits. */
final class Queues {
  /** What a queue may limit. */
  static final List<Resource> LIMITED = List.of(Resource.TIME, Resource.MEMORY, Resource.CPUS);

  /** Who chose a queue that nobody named. */
  private static final String AUTOMATIC = "the first queue that fits";

  private final List<Site.Queue> all;
  private final NodeValues values;
  private final Workers workers;

  Queues(Workflow workflow, NodeValues values) {
    this.all = workflow.site().map(Site::queues).orElse(List.of());
    this.values = values;
    this.workers = new Workers(workflow, this);
  }

  /** Why no worker of Dask can run a job that asks for this; nothing where one can. */
  Optional<String> beyondWorkers(Request request) {
    return workers.beyond(request);
  }

  /** All of them, in the site's order. */
  List<Site.Queue> all() {
    return all;
  }

  /** The queue called {@code name}. */
  Optional<Site.Queue> named(String name) {
    return all.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /**
   * Whether a job runs without a queue: on this machine, of a worker of Dask, or where the site has
   * none.
   */
  boolean none(Request request) {
    return !request.executor().hasQueues() || all.isEmpty();
  }

  /** The first queue that allows all that a job asks for. */
  Optional<Site.Queue> first(Request request) {
    return all.stream().filter(each -> fits(request, each)).findFirst();
  }

  boolean fits(Request request, Site.Queue queue) {
    return LIMITED.stream().allMatch(each -> fits(request, queue, each));
  }

  boolean fits(Request request, Site.Queue queue, Resource resource) {
    Optional<Value> wanted = request.value(resource);
    Optional<Value> limit = limit(queue, resource);
    return wanted.isEmpty()
        || limit.isEmpty()
        || Value.order(wanted.get(), limit.get()).orElseThrow() <= 0;
  }

  /** What a queue allows at most. */
  Optional<Value> limit(Site.Queue queue, Resource resource) {
    Setting setting = queue.limits().get(resource);
    return setting == null
        ? Optional.empty()
        : values.evaluate(setting.value(), Bindings.NONE, resource.type());
  }

  /** The next queue of the site that allows more time than this one, for a job that fits in. */
  Optional<Site.Queue> longer(Site.Queue queue, Request request) {
    return all.stream()
        .skip(all.indexOf(queue) + 1L)
        .filter(each -> isLonger(each, queue))
        .filter(each -> fits(request, each, Resource.MEMORY))
        .filter(each -> fits(request, each, Resource.CPUS))
        .findFirst();
  }

  private boolean isLonger(Site.Queue one, Site.Queue other) {
    Optional<Value> most = limit(one, Resource.TIME);
    Optional<Value> before = limit(other, Resource.TIME);
    return before.isPresent()
        && (most.isEmpty() || Value.order(most.get(), before.get()).orElse(0) > 0);
  }

  /** The request in a queue; without a time of its own it has the queue's. */
  Request in(Site.Queue queue, Request request) {
    Optional<Value> limit = limit(queue, Resource.TIME);
    Request placed = request.in(queue);
    return request.time().isPresent() || limit.isEmpty()
        ? placed
        : placed.with(Resource.TIME, timeOf(queue, limit.get()));
  }

  /** The request in a queue that nobody named. */
  Request automatically(Site.Queue queue, Request request) {
    return in(queue, request)
        .with(
            Resource.QUEUE,
            new Origin(
                AUTOMATIC, Optional.of(queue.span()), new Value.Named(Type.QUEUE, queue.name())));
  }

  /** Where a time comes from that is a queue's limit. */
  Origin timeOf(Site.Queue queue, Value limit) {
    return new Origin(
        "queue " + queue.name(), Optional.of(queue.limits().get(Resource.TIME).span()), limit);
  }

  /** Whether nobody asked for a time, so that it is the queue's. */
  static boolean timeIsOfQueue(Request request) {
    List<Origin> chain = request.chain(Resource.TIME);
    return chain.isEmpty() || chain.get(chain.size() - 1).source().startsWith("queue ");
  }

  /** Whether nobody named the queue of a job. */
  static boolean isAutomatic(Request request) {
    List<Origin> chain = request.chain(Resource.QUEUE);
    return chain.isEmpty() || chain.get(chain.size() - 1).source().equals(AUTOMATIC);
  }

  /** Why no queue fits, such as {@code no queue of the site allows 32 GB}. */
  String noneFits(Request request) {
    for (Resource each : LIMITED) {
      if (all.stream().noneMatch(queue -> fits(request, queue, each))) {
        return "no queue of the site allows " + request.value(each).orElseThrow().text();
      }
    }
    return "no queue of the site allows all of it together";
  }
}
