package hdw.executor.slurm;

import hdw.model.Resource;
import hdw.rules.Request;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The partitions of a cluster, in its own order.
 *
 * <p>Slurm itself takes jobs that none of its partitions will ever start, and lets them wait
 * without an end, where its {@code EnforcePartLimits} was left at {@code NO}.
 */
public record Partitions(List<Partition> all) {

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
   * Why jobs would never start that ask for this.
   *
   * @param directives the lines of site, queue and task: a value that they set is not judged
   */
  public Optional<Refusal> refusal(Request request, List<String> directives) {
    Wish wish = Wish.of(request, directives);
    Optional<Partition> partition = wish.partition().map(this::named).orElseGet(this::usual);
    if (partition.isPresent()) {
      return partition.get().refusal(wish);
    }
    return wish.known() ? Optional.of(missing(wish)) : Optional.empty();
  }

  /** Those that would start jobs that ask for this, were they sent there. */
  public List<Partition> allowing(Request request, List<String> directives) {
    Wish wish = Wish.of(request, directives);
    return all.stream().filter(each -> each.refusal(wish).isEmpty()).toList();
  }

  private Refusal missing(Wish wish) {
    return Refusal.of(
        Resource.QUEUE,
        wish.partition()
                .map(each -> "the cluster has no partition `" + each + "`")
                .orElse("no queue is named, and the cluster has no usual partition")
            + (all.isEmpty() ? "" : ": it has " + names()));
  }

  private String names() {
    return all.stream().map(each -> "`" + each.name() + "`").collect(Collectors.joining(", "));
  }
}
