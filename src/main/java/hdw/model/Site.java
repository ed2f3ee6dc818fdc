package hdw.model;

import hdw.diagnostic.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place that runs jobs.
 *
 * @param queues in order, shortest first as the site file has them
 * @param settings every other property by name, such as {@code memory_per_cpu}
 * @param cluster what its workers of Dask are like, where it says so
 * @param directives raw scheduler lines for every job, by executor
 */
public record Site(
    Span span,
    String name,
    List<Queue> queues,
    Map<String, Setting> settings,
    Optional<Cluster> cluster,
    Map<Executor, Setting> directives) {

  /** Copies the list. */
  public Site {
    queues = List.copyOf(queues);
  }

  /** The queue called {@code name}. */
  public Optional<Queue> queue(String name) {
    return queues.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /**
   * A queue with its limits, by {@code time}, {@code memory}, {@code cpus}, and its own scheduler
   * lines.
   */
  public record Queue(
      Span span, String name, Map<Resource, Setting> limits, Map<Executor, Setting> directives) {}
}
