package hdw.executor.dask;

import hdw.executor.AttemptKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The jobs that a cluster was given and that are not over, and how many workers they want. */
final class Backlog {
  private final Map<AttemptKey, Entry> entries = new LinkedHashMap<>();

  /** Task by task, those that may not go yet. */
  private final Map<String, Set<AttemptKey>> heldBack = new LinkedHashMap<>();

  private final Map<String, Integer> goingOfTask = new HashMap<>();

  /** For each size, how many jobs there are of which so many fit into a worker together. */
  private final Map<Size, Map<Integer, Integer>> demand = new LinkedHashMap<>();

  /** A job, and the worker on which it began. */
  private record Entry(DaskJob job, Optional<String> worker) {}

  /** Takes jobs; gives those that may go to the bridge now. */
  List<DaskJob> add(Collection<DaskJob> jobs) {
    for (DaskJob each : jobs) {
      entries.put(each.key(), new Entry(each, Optional.empty()));
      heldBack.computeIfAbsent(each.task(), unseen -> new LinkedHashSet<>()).add(each.key());
    }
    return release();
  }

  /** Those that are held back no longer: no more of a task run at a time than it allows. */
  List<DaskJob> release() {
    var going = new ArrayList<DaskJob>();
    heldBack.forEach((task, held) -> release(task, held, going));
    heldBack.values().removeIf(Set::isEmpty);
    return going;
  }

  private void release(String task, Set<AttemptKey> held, List<DaskJob> going) {
    Iterator<AttemptKey> next = held.iterator();
    while (next.hasNext()) {
      DaskJob job = entries.get(next.next()).job();
      int now = goingOfTask.getOrDefault(task, 0);
      if (job.mostOfTask().isPresent() && now >= job.mostOfTask().get()) {
        return;
      }
      next.remove();
      goingOfTask.merge(task, 1, Integer::sum);
      count(job, 1);
      going.add(job);
    }
  }

  private void count(DaskJob job, int more) {
    demand
        .computeIfAbsent(job.size(), unseen -> new TreeMap<>())
        .merge(job.size().jobs(job.request()), more, Integer::sum);
  }

  /** A job began on a worker. */
  void began(AttemptKey key, String worker) {
    entries.computeIfPresent(key, (same, entry) -> new Entry(entry.job(), Optional.of(worker)));
  }

  /** A job is over; gives the worker on which it had begun. */
  Optional<String> over(AttemptKey key) {
    Entry entry = entries.remove(key);
    if (entry == null) {
      return Optional.empty();
    }
    Set<AttemptKey> held = heldBack.get(entry.job().task());
    if (held == null || !held.remove(key)) {
      goingOfTask.merge(entry.job().task(), -1, Integer::sum);
      count(entry.job(), -1);
    }
    return entry.worker();
  }

  /** A job that is not over. */
  Optional<DaskJob> job(AttemptKey key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::job);
  }

  /** The jobs that are not over. */
  List<DaskJob> open() {
    return entries.values().stream().map(Entry::job).toList();
  }

  /** Whether a job has begun. */
  boolean hasBegun(AttemptKey key) {
    return entries.containsKey(key) && entries.get(key).worker().isPresent();
  }

  /** Whether a job is with the bridge. */
  boolean isGoing(AttemptKey key) {
    return job(key)
        .filter(each -> !heldBack.getOrDefault(each.task(), Set.of()).contains(key))
        .isPresent();
  }

  /** The jobs that have begun on a worker. */
  List<AttemptKey> on(String worker) {
    return entries.entrySet().stream()
        .filter(each -> each.getValue().worker().equals(Optional.of(worker)))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The sizes of workers that jobs asked for, whether they still do or not. */
  Set<Size> sizes() {
    return demand.keySet();
  }

  /** How many workers of a size would run all that wait or run at the same time. */
  int workers(Size size) {
    double workers = 0;
    for (Map.Entry<Integer, Integer> each : demand.getOrDefault(size, Map.of()).entrySet()) {
      workers += (double) each.getValue() / each.getKey();
    }
    return (int) Math.ceil(workers - 1e-9);
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }
}
