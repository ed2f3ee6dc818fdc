package hdw.rules;

import hdw.diagnostic.Span;
import hdw.model.Layout;
import hdw.model.Resource;
import hdw.model.Site;
import hdw.model.Type;
import hdw.model.Value;
import java.util.List;
import java.util.Optional;

/**
 * What HiggsDNA's submitters ask for where nobody says anything, for those who want what is
 * submitted laid out as there.
 */
final class Customs {
  private final Layout layout;
  private final Queues queues;

  Customs(Layout layout, Queues queues) {
    this.layout = layout;
    this.queues = queues;
  }

  /** The request with them; what no queue would take is left out. */
  Request of(Request request) {
    return layout.names(request.executor()) ? queued(timed(request)) : request;
  }

  private Request timed(Request request) {
    return layout
        .usualTime()
        .filter(any -> request.value(Resource.TIME).isEmpty())
        .map(each -> request.with(Resource.TIME, step(new Value.Time(each), Optional.empty())))
        .filter(this::hasQueue)
        .orElse(request);
  }

  private boolean hasQueue(Request request) {
    List<Site.Queue> open =
        request
            .value(Resource.QUEUE)
            .map(name -> queues.named(name.text()).stream().toList())
            .orElse(queues.all());
    return open.isEmpty() || open.stream().anyMatch(each -> queues.fits(request, each));
  }

  private Request queued(Request request) {
    return layout
        .usualQueue()
        .filter(any -> request.value(Resource.QUEUE).isEmpty())
        .flatMap(queues::named)
        .filter(each -> queues.fits(request, each))
        .map(each -> request.with(Resource.QUEUE, step(each)))
        .orElse(request);
  }

  private Origin step(Site.Queue queue) {
    return step(new Value.Named(Type.QUEUE, queue.name()), Optional.of(queue.span()));
  }

  private Origin step(Value value, Optional<Span> where) {
    return new Origin("as usual with " + layout.word(), where, value);
  }
}
