package hdw.executor.dask;

import hdw.graph.NodeValues;
import hdw.model.Expression;
import hdw.model.Resource;
import hdw.model.Setting;
import hdw.model.Site;
import hdw.model.Type;
import hdw.model.Value;
import hdw.plan.Plan;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The queue of a site that workers wait in. */
record WorkersQueue(Plan plan, NodeValues values) {
  /**
   * What a worker should live at least where nobody says it, as HiggsDNA's do in {@code workday}.
   */
  private static final WallTime LONG = new WallTime(8 * 3600L);

  /**
   * The queue that is named; else the first that allows what workers need, or, where nobody says
   * how long they live, the first that is long enough for a day's work, else the longest.
   *
   * @param job the longest time that a job asks for
   */
  Optional<Site.Queue> choose(
      Optional<String> named,
      Optional<WallTime> lifetime,
      Optional<WallTime> job,
      int cpus,
      Memory memory) {
    List<Site.Queue> all = queues();
    if (named.isPresent()) {
      return all.stream().filter(each -> each.name().equals(named.get())).findFirst();
    }
    List<Site.Queue> roomy = all.stream().filter(each -> hasRoom(each, cpus, memory)).toList();
    WallTime wanted =
        lifetime.orElseGet(() -> job.filter(each -> each.compareTo(LONG) > 0).orElse(LONG));
    Optional<Site.Queue> fitting =
        roomy.stream()
            .filter(each -> limit(each).map(limit -> limit.compareTo(wanted) >= 0).orElse(true))
            .findFirst();
    return fitting.isPresent() || lifetime.isPresent()
        ? fitting
        : roomy.stream().max(Comparator.comparingLong(this::seconds));
  }

  /** The longest time that a queue allows, where it says so. */
  Optional<WallTime> limit(Site.Queue queue) {
    return value(queue, Resource.TIME).map(each -> ((Value.Time) each).time());
  }

  /** The one of these names that allows the longest time; nothing where the site has none. */
  Optional<Site.Queue> longest(List<String> names) {
    return queues().stream()
        .filter(each -> names.contains(each.name()))
        .max(Comparator.comparingLong(this::seconds));
  }

  private long seconds(Site.Queue queue) {
    return limit(queue).map(WallTime::seconds).orElse(Long.MAX_VALUE);
  }

  private List<Site.Queue> queues() {
    return plan.workflow().site().map(Site::queues).orElse(List.of());
  }

  private boolean hasRoom(Site.Queue queue, int cpus, Memory memory) {
    boolean enoughMemory =
        memory(queue)
            .map(limit -> limit.bytes() >= memory.bytes() + ClusterWish.OVERHEAD.bytes())
            .orElse(true);
    return enoughMemory && cpus(queue).map(limit -> limit >= cpus).orElse(true);
  }

  /** The most memory that a queue allows, where it says so. */
  Optional<Memory> memory(Site.Queue queue) {
    return value(queue, Resource.MEMORY).map(each -> ((Value.Size) each).amount());
  }

  /** The most cores that a queue allows, where it says so. */
  Optional<Integer> cpus(Site.Queue queue) {
    return value(queue, Resource.CPUS).map(each -> ((Value.Numeric) each).number().intValue());
  }

  /** What a property comes to that is a whole number; nothing where it has no value. */
  Optional<Integer> number(Expression expression) {
    return values
        .evaluate(expression, plan.catalog().bindings(), Type.NUMBER)
        .map(each -> ((Value.Numeric) each).number().intValue());
  }

  private Optional<Value> value(Site.Queue queue, Resource resource) {
    Optional<Setting> setting = Optional.ofNullable(queue.limits().get(resource));
    return setting.flatMap(
        each -> values.evaluate(each.value(), plan.catalog().bindings(), resource.type()));
  }
}
