package hdw.executor.local;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;

/** A process with all that came from it, as far as it was ever seen; confined to one thread. */
final class ProcessTree {
  private final long root;

  /** The start time of each that was seen the last time: a number alone may be used again. */
  private Map<Long, Long> known = new HashMap<>();

  ProcessTree(long root) {
    this.root = root;
  }

  /** Looks again: gives all that live, also those that have left the tree since the last time. */
  Set<Long> walk(LongFunction<List<Long>> children) {
    Map<Long, Long> seen = new HashMap<>();
    var looked = new HashSet<Long>();
    visit(root, children, seen, looked);
    for (long each : known.keySet()) {
      visit(each, children, seen, looked);
    }
    known = seen;
    return seen.keySet();
  }

  /** Adds some that were found elsewhere. */
  void add(Collection<Long> pids) {
    for (long pid : pids) {
      Processes.startTime(pid).ifPresent(time -> known.put(pid, time));
    }
  }

  /** Whether any of those that were seen the last time still lives, its root aside. */
  boolean lives() {
    return known.entrySet().stream()
        .anyMatch(each -> each.getKey() != root && Proc.lives(each.getKey(), each.getValue()));
  }

  private void visit(
      long from, LongFunction<List<Long>> children, Map<Long, Long> seen, Set<Long> looked) {
    var open = new ArrayDeque<Long>(List.of(from));
    while (!open.isEmpty()) {
      long pid = open.pop();
      if (!looked.add(pid)) {
        continue;
      }
      long start = Processes.startTime(pid).orElse(-1);
      if (start >= 0 && known.getOrDefault(pid, start) == start) {
        seen.put(pid, start);
        open.addAll(children.apply(pid));
      }
    }
  }
}
