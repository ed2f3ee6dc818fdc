package hdw.executor.dask;

import hdw.model.Resource;
import hdw.model.Type;
import hdw.model.Value;
import hdw.plan.Plan;
import hdw.rules.Origin;
import hdw.rules.Request;
import java.util.Optional;

/** What a worker asks of the batch system that runs it, in the place of its jobs. */
public final class WorkerRequest {
  private static final String SOURCE = "cluster";

  private WorkerRequest() {}

  /**
   * The request of a worker.
   *
   * @param job what one of its jobs asks for: the account, and where the executor was chosen
   */
  public static Request of(Plan plan, ClusterWish wish, Request job) {
    Request request =
        job.with(
                Resource.EXECUTOR,
                new Origin(
                    SOURCE,
                    job.span(Resource.EXECUTOR),
                    new Value.Named(Type.EXECUTOR, wish.executor().word())))
            .with(Resource.MEMORY, origin(new Value.Size(ClusterCheck.asked(wish.memory()))))
            .with(Resource.CPUS, origin(Value.Numeric.of(wish.cpus())));
    if (wish.lifetime().isPresent()) {
      request = request.with(Resource.TIME, origin(new Value.Time(wish.lifetime().get())));
    }
    if (wish.queue().isEmpty()) {
      return request;
    }
    String name = wish.queue().get();
    Request placed = request.with(Resource.QUEUE, origin(new Value.Named(Type.QUEUE, name)));
    return plan.workflow().site().flatMap(site -> site.queue(name)).map(placed::in).orElse(placed);
  }

  private static Origin origin(Value value) {
    return new Origin(SOURCE, Optional.empty(), value);
  }
}
