package hdw.sim;

import hdw.executor.Happening;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** What happened in a cluster, in order, with the time of each. */
final class Log {
  private final Deque<Line> lines = new ArrayDeque<>();
  private long first;

  private record Line(long at, Happening happening) {}

  void add(long at, Happening happening) {
    lines.add(new Line(at, happening));
  }

  /** What happened up to a time, from line {@code from} on. */
  List<Happening> read(long from, long until) {
    var read = new ArrayList<Happening>();
    Iterator<Line> all = lines.iterator();
    for (long i = first; i < from && all.hasNext(); i++) {
      all.next();
    }
    while (all.hasNext()) {
      Line next = all.next();
      if (next.at() > until) {
        break;
      }
      read.add(next.happening());
    }
    return read;
  }

  /** Forgets the lines before this one. */
  void forget(long before) {
    while (first < before && !lines.isEmpty()) {
      lines.remove();
      first++;
    }
  }
}
