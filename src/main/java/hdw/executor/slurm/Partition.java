package hdw.executor.slurm;

import hdw.model.Resource;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A partition of a cluster and what it allows.
 *
 * @param usual whether jobs go there that name none
 * @param longest nothing where time has no limit
 * @param mostCpus how many cores of a node jobs may take, where that is limited
 * @param mostMemory the same of memory
 * @param access who may use it
 * @param nodes the kinds of nodes that it has, each once
 */
public record Partition(
    String name,
    boolean usual,
    State state,
    Optional<WallTime> longest,
    Optional<Integer> mostCpus,
    Optional<Memory> mostMemory,
    Access access,
    List<NodeSize> nodes) {
  private static final String OF_A_NODE = " that a job may take of a node in ";
  private static final String OF_THE_LARGEST = " that the largest node has in ";

  /** Copies the list. */
  public Partition {
    nodes = List.copyOf(nodes);
  }

  /** What becomes of jobs that are sent there: scontrol(1), State. */
  public enum State {
    /** They are taken and start. */
    UP,
    /** They are taken and wait. */
    DOWN,
    /** None is taken; what is there still starts. */
    DRAIN,
    /** None is taken, and none starts. */
    INACTIVE
  }

  /**
   * Accounts that may use a partition.
   *
   * @param only nothing where all may
   */
  public record Access(Optional<Set<String>> only, Set<String> never) {
    /** All may use it. */
    static final Access ALL = new Access(Optional.empty(), Set.of());

    boolean allows(String account) {
      return only.map(each -> each.contains(account)).orElse(true) && !never.contains(account);
    }
  }

  /** What it offers a job in few words, such as {@code 2 h, 16 cores, 8000 MB}. */
  public String offer() {
    var parts = new ArrayList<String>();
    parts.add(longest.map(WallTime::toString).orElse("any time"));
    most(NodeSize::cpus, mostCpus).map(Partition::cores).ifPresent(parts::add);
    most(NodeSize::memory, mostMemory).map(Memory::toString).ifPresent(parts::add);
    most(NodeSize::gpus, Optional.empty())
        .filter(each -> each > 0)
        .map(each -> each + (each == 1 ? " GPU" : " GPUs"))
        .ifPresent(parts::add);
    if (state != State.UP) {
      parts.add(state.name());
    }
    return String.join(", ", parts);
  }

  /** What the largest node has, as far as a job may take it. */
  private <T extends Comparable<T>> Optional<T> most(
      Function<NodeSize, T> what, Optional<T> limit) {
    return nodes.stream()
        .map(what)
        .max(Comparator.naturalOrder())
        .map(each -> limit.filter(most -> most.compareTo(each) < 0).orElse(each));
  }

  /** Why it would never start jobs that ask for this, each reason once. */
  List<Refusal> refusals(Wish wish) {
    var size = new ArrayList<Refusal>();
    cpus(wish).ifPresent(size::add);
    memory(wish).ifPresent(size::add);
    gpus(wish).ifPresent(size::add);
    if (size.isEmpty()) {
      together(wish).ifPresent(size::add);
    }
    var all = new ArrayList<Refusal>();
    account(wish).ifPresent(all::add);
    time(wish).ifPresent(all::add);
    all.addAll(size);
    if (all.isEmpty()) {
      closed().ifPresent(all::add);
    }
    return all;
  }

  private Optional<Refusal> closed() {
    return state == State.UP
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                Resource.QUEUE,
                named()
                    + " is "
                    + state
                    + ": "
                    + (state == State.DOWN
                        ? "its jobs wait until it is UP again"
                        : "it takes no jobs until it is UP again"),
                true));
  }

  private Optional<Refusal> account(Wish wish) {
    return wish.account()
        .filter(each -> !access.allows(each))
        .map(each -> Refusal.of(Resource.ACCOUNT, named() + " is not for account `" + each + "`"));
  }

  private Optional<Refusal> time(Wish wish) {
    return wish.time()
        .filter(each -> longest.map(most -> each.compareTo(most) > 0).orElse(false))
        .map(
            each ->
                Refusal.of(
                    Resource.TIME,
                    each
                        + " is above the "
                        + longest.orElseThrow()
                        + " that "
                        + named()
                        + " allows"));
  }

  private Optional<Refusal> cpus(Wish wish) {
    return more(wish.cpus(), mostCpus, OF_A_NODE)
        .or(() -> more(wish.cpus(), most(NodeSize::cpus, Optional.empty()), OF_THE_LARGEST));
  }

  private Optional<Refusal> more(int cpus, Optional<Integer> most, String whose) {
    return most.filter(each -> cpus > each)
        .map(
            each ->
                Refusal.of(
                    Resource.CPUS, cores(cpus) + " are more than the " + each + whose + named()));
  }

  private Optional<Refusal> memory(Wish wish) {
    return wish.memory()
        .flatMap(
            memory ->
                more(memory, mostMemory, OF_A_NODE)
                    .or(
                        () ->
                            more(
                                memory, most(NodeSize::memory, Optional.empty()), OF_THE_LARGEST)));
  }

  private Optional<Refusal> more(Memory memory, Optional<Memory> most, String whose) {
    return most.filter(each -> memory.mebibytes() > each.mebibytes())
        .map(
            each ->
                Refusal.of(
                    Resource.MEMORY,
                    memory + " of memory is more than the " + each + whose + named()));
  }

  private Optional<Refusal> gpus(Wish wish) {
    int most = nodes.stream().mapToInt(NodeSize::gpus).max().orElse(wish.gpus());
    return wish.gpus() <= most
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                Resource.GPUS,
                most == 0
                    ? "no node of " + named() + " has a GPU"
                    : wish.gpus() + " GPUs are more than the " + most + OF_THE_LARGEST + named()));
  }

  /** Each may be there, and no node have all. */
  private Optional<Refusal> together(Wish wish) {
    if (nodes.isEmpty() || nodes.stream().anyMatch(each -> each.has(wish))) {
      return Optional.empty();
    }
    var parts = new ArrayList<String>();
    if (wish.cpus() > 0) {
      parts.add(cores(wish.cpus()));
    }
    wish.memory().ifPresent(each -> parts.add(each + " of memory"));
    if (wish.gpus() > 0) {
      parts.add(wish.gpus() == 1 ? "a GPU" : wish.gpus() + " GPUs");
    }
    return Optional.of(
        Refusal.of(
            Resource.MEMORY,
            "no node of " + named() + " has " + String.join(" and ", parts) + " at once"));
  }

  private static String cores(int cpus) {
    return cpus + (cpus == 1 ? " core" : " cores");
  }

  private String named() {
    return "partition `" + name + "`";
  }
}
