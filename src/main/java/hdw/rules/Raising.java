package hdw.rules;

import hdw.model.Resource;
import hdw.model.Site;
import hdw.model.Type;
import hdw.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks for more, and finds the queue that allows it. */
record Raising(Queues queues) {

  /**
   * What came of asking for more.
   *
   * @param raised all that is asked for
   * @param request the whole request; nothing where no queue allows it
   * @param problem in words, why nothing
   */
  record Outcome(List<Raised> raised, Optional<Request> request, String problem) {
    static Outcome of(List<Raised> raised, Request request) {
      return new Outcome(raised, Optional.of(request), "");
    }

    static Outcome not(String problem) {
      return new Outcome(List.of(), Optional.empty(), problem);
    }
  }

  /** The request with these steps, in order. */
  Outcome apply(Request request, List<Raised> raised) {
    Request settled = request;
    Optional<String> queue = Optional.empty();
    boolean limited = false;
    for (Raised each : raised) {
      settled = settled.with(each.resource(), step(each));
      limited |= Queues.LIMITED.contains(each.resource());
      if (each.resource() == Resource.QUEUE) {
        queue = Optional.of(each.value().text());
      }
    }
    if (queues.none(settled)) {
      Optional<String> problem = limited ? queues.beyondWorkers(settled) : Optional.empty();
      return problem.isPresent() ? Outcome.not(problem.get()) : Outcome.of(raised, settled);
    }
    return queue.isPresent()
        ? into(queue.get(), settled, raised)
        : limited ? again(settled, raised) : Outcome.of(raised, settled);
  }

  private static Origin step(Raised raised) {
    return new Origin(raised.source(), Optional.empty(), raised.value());
  }

  private Outcome into(String name, Request request, List<Raised> raised) {
    Optional<Site.Queue> queue = queues.named(name);
    if (queue.isEmpty()) {
      return Outcome.not("the site has no queue `" + name + "`");
    }
    Request placed = withTimeOf(queue.get(), request);
    for (Resource each : Queues.LIMITED) {
      if (!queues.fits(placed, queue.get(), each)) {
        return Outcome.not(
            placed.value(each).orElseThrow().text()
                + " is above the limit of queue `"
                + name
                + "`");
      }
    }
    return Outcome.of(raised, placed);
  }

  /** The queue that it is in, if somebody named that and it will do; else the first that will. */
  private Outcome again(Request request, List<Raised> raised) {
    Optional<Site.Queue> present = request.queue();
    boolean stays =
        present.isPresent() && !Queues.isAutomatic(request) && queues.fits(request, present.get());
    Optional<Site.Queue> found = stays ? present : queues.first(request);
    if (found.isEmpty()) {
      return Outcome.not(queues.noneFits(request));
    }
    if (found.equals(present)) {
      return Outcome.of(raised, request);
    }
    return Outcome.of(raised, queues.automatically(found.get(), withTimeOf(found.get(), request)));
  }

  /** A time that is the limit of one queue becomes that of the other. */
  private Request withTimeOf(Site.Queue queue, Request request) {
    Optional<Value> limit = queues.limit(queue, Resource.TIME);
    Request placed = request.in(queue);
    return limit.isPresent() && Queues.timeIsOfQueue(request)
        ? placed.with(Resource.TIME, queues.timeOf(queue, limit.get()))
        : placed;
  }

  /** The request in the next longer queue, with all the time that this one allows. */
  Outcome toNextQueue(Request request, List<Raised> raised, String source) {
    if (queues.none(request) || request.queue().isEmpty()) {
      return Outcome.not(
          switch (request.executor()) {
            case LOCAL -> "there is no next queue on this machine";
            case DASK -> "the workers of Dask have one queue for all jobs";
            case HTCONDOR, SLURM -> "the site has no queues";
          });
    }
    Request settled = request;
    for (Raised each : raised) {
      settled = settled.with(each.resource(), step(each));
    }
    Site.Queue present = request.queue().get();
    Optional<Site.Queue> next = queues.longer(present, settled);
    if (next.isEmpty()) {
      return Outcome.not("no queue of the site is longer than `" + present.name() + "`");
    }
    var more = new ArrayList<>(raised);
    more.add(new Raised(Resource.QUEUE, new Value.Named(Type.QUEUE, next.get().name()), source));
    queues
        .limit(next.get(), Resource.TIME)
        .filter(each -> !Queues.timeIsOfQueue(request))
        .ifPresent(each -> more.add(new Raised(Resource.TIME, each, source)));
    return apply(request, more);
  }
}
