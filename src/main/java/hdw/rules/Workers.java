package hdw.rules;

import hdw.model.Cluster;
import hdw.model.Executor;
import hdw.model.Expression.Constant;
import hdw.model.Resource;
import hdw.model.Setting;
import hdw.model.Site;
import hdw.model.Value;
import hdw.model.Workflow;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the workers of Dask can have at most, as far as the site says it in plain values. */
final class Workers {
  private final Queues queues;
  private final Map<String, Setting> settings;

  Workers(Workflow workflow, Queues queues) {
    this.queues = queues;
    this.settings = workflow.cluster().map(Cluster::settings).orElse(Map.of());
  }

  /** Why no worker can run a job that asks for this; nothing where one can, or nobody knows. */
  Optional<String> beyond(Request request) {
    boolean ofBatchSystem =
        said("executor").map(Value::text).flatMap(Executor::named).stream()
            .anyMatch(Executor::hasQueues);
    if (request.executor() != Executor.DASK || !ofBatchSystem) {
      return Optional.empty();
    }
    Optional<Value> lifetime = said("lifetime");
    Optional<Value> time = request.value(Resource.TIME);
    if (time.isPresent()
        && lifetime.isPresent()
        && Value.order(time.get(), lifetime.get()).orElse(0) > 0) {
      return Optional.of(
          "it asks for " + time.get().text() + ", and a worker lives " + lifetime.get().text());
    }
    return beyondQueues(request);
  }

  private Optional<String> beyondQueues(Request request) {
    Optional<Site.Queue> named = said("queue").map(Value::text).flatMap(queues::named);
    List<Site.Queue> open = named.map(List::of).orElse(queues.all());
    for (Resource each : Queues.LIMITED) {
      if (!open.isEmpty() && open.stream().noneMatch(queue -> queues.fits(request, queue, each))) {
        String wanted = request.value(each).orElseThrow().text();
        return Optional.of(
            named
                    .map(queue -> wanted + " is above the limit of queue `" + queue.name() + "`")
                    .orElse("no queue of the site allows " + wanted)
                + ", where workers wait");
      }
    }
    return Optional.empty();
  }

  private Optional<Value> said(String property) {
    return Optional.ofNullable(settings.get(property))
        .map(Setting::value)
        .filter(Constant.class::isInstance)
        .map(each -> ((Constant) each).value());
  }
}
