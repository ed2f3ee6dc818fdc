package hdw.executor.slurm;

import hdw.model.Resource;
import hdw.model.SlurmOptions;
import hdw.rules.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The partitions of a cluster, in its own order.
 *
 * <p>Slurm itself takes jobs that none of its partitions will ever start, and lets them wait
 * without an end, where its {@code EnforcePartLimits} was left at {@code NO}.
 *
 * @param usually what the user's environment asks for where nobody says otherwise
 */
public record Partitions(List<Partition> all, SlurmOptions usually) {

  /** Copies the list. */
  public Partitions {
    all = List.copyOf(all);
  }

  /** The one with this name. */
  public Optional<Partition> named(String name) {
    return all.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** The one for jobs that name none, where the cluster has such. */
  public Optional<Partition> usual() {
    return all.stream().filter(Partition::usual).findFirst();
  }

  /**
   * Why jobs would never start that ask for this; nothing where they would.
   *
   * @param directives the lines of site, queue and task, which may ask for something else
   */
  public List<Refusal> refusals(Request request, List<String> directives) {
    return refusals(asked(request, directives));
  }

  /** The same of a script with these options. */
  List<Refusal> refusals(SlurmOptions options) {
    if (all.isEmpty()) {
      return List.of(); // some clusters show them to nobody
    }
    Wish wish = Wish.of(options.or(usually));
    Optional<Partition> partition = wish.partition().map(this::named).orElseGet(this::usual);
    if (partition.isPresent()) {
      return partition.get().refusals(wish);
    }
    // of several, Slurm takes the one that lets the job start first
    boolean several = wish.partition().filter(each -> each.contains(",")).isPresent();
    return several ? List.of() : List.of(missing(wish));
  }

  /** Those in which a resource would not be in the way, and first those in which nothing would. */
  public List<Partition> allowing(Request request, List<String> directives, Resource resource) {
    Wish wish = Wish.of(asked(request, directives).or(usually));
    Map<Boolean, List<Partition>> allowing =
        all.stream()
            .filter(each -> each.state() == Partition.State.UP)
            .filter(
                each -> each.refusals(wish).stream().allMatch(why -> why.resource() != resource))
            .collect(Collectors.partitioningBy(each -> each.refusals(wish).isEmpty()));
    return Stream.of(true, false).flatMap(each -> allowing.get(each).stream()).toList();
  }

  private static SlurmOptions asked(Request request, List<String> directives) {
    return new SbatchOptions(directives).ask(request).options();
  }

  private Refusal missing(Wish wish) {
    return Refusal.of(
        Resource.QUEUE,
        wish.partition()
                .map(each -> "the cluster has no partition `" + each + "`")
                .orElse("no queue is named, and the cluster has no usual partition")
            + ": it has "
            + names());
  }

  private String names() {
    return all.stream().map(each -> "`" + each.name() + "`").collect(Collectors.joining(", "));
  }
}
