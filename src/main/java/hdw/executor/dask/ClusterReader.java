package hdw.executor.dask;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.graph.NodeValues;
import hdw.model.Cluster;
import hdw.model.Executor;
import hdw.model.Resource;
import hdw.model.Setting;
import hdw.model.Site;
import hdw.model.Type;
import hdw.model.Value;
import hdw.plan.Plan;
import hdw.rules.Request;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what the workers of a plan are to be like.
 *
 * <p>Where nobody says it, workers of this machine share all of it; those of a batch system have
 * the size of the largest job.
 */
public final class ClusterReader {
  /** As many as HiggsDNA starts at most: its {@code --max-scaleout}. */
  private static final int MOST = 250;

  private static final WallTime IDLE = new WallTime(300);
  private static final String PYTHON = "python3";

  private final Plan plan;
  private final Here here;
  private final List<Request> jobs;
  private final Map<String, Setting> settings;
  private final NodeValues values;
  private final Diagnostics diagnostics;

  private ClusterReader(Plan plan, Here here, Diagnostics diagnostics) {
    this.plan = plan;
    this.here = here;
    this.jobs = jobs(plan);
    this.settings = plan.workflow().cluster().map(Cluster::settings).orElse(Map.of());
    this.values = new NodeValues(plan.catalog(), diagnostics);
    this.diagnostics = diagnostics;
  }

  /** The workers of a plan; nothing where none of its jobs is for Dask. */
  public static Optional<ClusterWish> of(Plan plan, Here here) {
    return of(plan, here, new Diagnostics());
  }

  /** The same, with a report of values that cannot be taken. */
  static Optional<ClusterWish> of(Plan plan, Here here, Diagnostics diagnostics) {
    return jobs(plan).isEmpty()
        ? Optional.empty()
        : Optional.of(new ClusterReader(plan, here, diagnostics).read());
  }

  /** What the jobs for Dask ask for, each once. */
  static List<Request> jobs(Plan plan) {
    return plan.nodes().stream()
        .flatMap(each -> each.requests().stream())
        .filter(each -> each.executor() == Executor.DASK)
        .distinct()
        .toList();
  }

  private ClusterWish read() {
    Executor executor = text("executor").flatMap(Executor::named).orElse(Executor.LOCAL);
    Optional<String> address = text("address");
    int least = number("min_workers", 0).orElse(0);
    return executor == Executor.LOCAL
        ? ofThisMachine(address, least)
        : ofBatchSystem(executor, least);
  }

  /** There are never more workers on this machine than fit into it, but always one. */
  private ClusterWish ofThisMachine(Optional<String> address, int least) {
    Optional<Integer> said = number("max_workers", 1);
    int cpus = number("cpus", 1).orElse(Math.max(1, here.cores() / said.orElse(1)));
    Memory memory =
        memory().orElse(new Memory(Math.max(1, here.memory().bytes() / here.cores() * cpus)));
    int room = here.room(cpus, memory);
    int most = Math.min(said.orElse(room), room);
    return new ClusterWish(
        Executor.LOCAL,
        address,
        Math.min(least, most),
        most,
        cpus,
        memory,
        Optional.empty(),
        Optional.empty(),
        text("setup").orElse(""),
        python(),
        time("idle").orElse(IDLE));
  }

  private ClusterWish ofBatchSystem(Executor executor, int least) {
    int largest = jobs.stream().mapToInt(Request::cpus).max().orElse(1);
    int cpus = number("cpus", 1).orElse(largest);
    Memory memory =
        memory()
            .orElseGet(
                () ->
                    jobs.stream()
                        .map(each -> together(each, cpus))
                        .max(Memory::compareTo)
                        .orElseThrow());
    WorkersQueue queue = new WorkersQueue(plan, values);
    Optional<WallTime> said = time("lifetime");
    Optional<Site.Queue> chosen = queue.choose(named(queue), said, longest(), cpus, memory);
    return new ClusterWish(
        executor,
        Optional.empty(),
        least,
        number("max_workers", 1).orElse(Math.max(least, MOST)),
        cpus,
        memory,
        said.or(() -> chosen.flatMap(queue::limit)),
        chosen.map(Site.Queue::name),
        text("setup").orElse(""),
        python(),
        time("idle").orElse(IDLE));
  }

  /** The queue that the cluster names; else the longest that jobs name. */
  private Optional<String> named(WorkersQueue queue) {
    List<String> ofJobs =
        jobs.stream()
            .flatMap(each -> each.value(Resource.QUEUE).stream())
            .map(Value::text)
            .distinct()
            .toList();
    return text("queue").or(() -> queue.longest(ofJobs).map(Site.Queue::name));
  }

  /** What as many jobs need together as there are cores for. */
  private static Memory together(Request job, int cpus) {
    int jobs = Math.max(1, cpus / Math.max(1, job.cpus()));
    return Memory.ofMebibytes(jobs * job.memory().mebibytes());
  }

  private Optional<WallTime> longest() {
    return jobs.stream().flatMap(each -> each.time().stream()).max(WallTime::compareTo);
  }

  /** The interpreter with its whole path, so that workers take the same one. */
  private String python() {
    String name = text("python").orElse(PYTHON);
    if (name.contains("/")) {
      Path path = Path.of(name);
      String writer = settings.get("python").span().source().name();
      return path.isAbsolute() ? name : plan.catalog().world().resolved(name, writer);
    }
    return here.tools()
        .find(name)
        .map(each -> each.toAbsolutePath().normalize().toString())
        .orElse(name);
  }

  private Optional<String> text(String property) {
    Type type = property.equals("queue") ? Type.QUEUE : Type.TEXT;
    return value(property, type).map(Value::text);
  }

  /** A whole number; nothing, with a report, where it is less than {@code least}. */
  private Optional<Integer> number(String property, int least) {
    Optional<BigDecimal> number =
        value(property, Type.NUMBER).map(each -> ((Value.Numeric) each).number());
    if (number.isPresent() && !isCount(number.get(), least)) {
      diagnostics.add(
          Diagnostic.of(
              Code.HDW0305,
              settings.get(property).span(),
              "`%s` is a whole number of at least %d, not %s"
                  .formatted(property, least, number.get().toPlainString())));
      return Optional.empty();
    }
    return number.map(BigDecimal::intValue);
  }

  private static boolean isCount(BigDecimal number, int least) {
    return number.stripTrailingZeros().scale() <= 0
        && number.compareTo(BigDecimal.valueOf(least)) >= 0
        && number.compareTo(BigDecimal.valueOf(100_000)) <= 0;
  }

  private Optional<Memory> memory() {
    Optional<Memory> memory =
        value("memory", Type.MEMORY).map(each -> ((Value.Size) each).amount());
    if (memory.isPresent() && memory.get().bytes() == 0) {
      diagnostics.add(
          Code.HDW0305, settings.get("memory").span(), "a worker without memory runs no job");
      return Optional.empty();
    }
    return memory;
  }

  private Optional<WallTime> time(String property) {
    return value(property, Type.TIME).map(each -> ((Value.Time) each).time());
  }

  private Optional<Value> value(String property, Type type) {
    return Optional.ofNullable(settings.get(property))
        .flatMap(each -> values.evaluate(each.value(), plan.catalog().bindings(), type));
  }
}
