package hdw.run;

import hdw.catalog.LogicalName;
import hdw.catalog.Sample;
import hdw.model.Reason;
import hdw.plan.Feed;
import hdw.plan.JobInput.JobRef;
import hdw.rules.Cause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * At which of its places an attempt at a job reads each file: where one could be read least badly
 * so far, and of places that are alike at the first.
 *
 * <p>What could not be read is known from the job's failures, by its path: it does not matter in
 * which order a later plan names the places.
 */
final class Places {
  private final JobRef job;

  /** How often each place could not be read. */
  private final Map<String, Integer> bad;

  Places(JobRef job, List<Event.Failed> failures) {
    this.job = job;
    this.bad = new HashMap<>();
    failures.forEach(each -> each.elsewhere().keySet().forEach(this::blame));
  }

  private Places(Places before, List<String> blamed) {
    this.job = before.job;
    this.bad = new HashMap<>(before.bad);
    blamed.forEach(this::blame);
  }

  private void blame(String place) {
    bad.merge(place, 1, Integer::sum);
  }

  /** The files that are not read where the plan says, each with the place where they are read. */
  Map<String, String> moved() {
    var moved = new LinkedHashMap<String, String>();
    if (!bad.isEmpty()) {
      for (List<String> each : files()) {
        moved.put(each.get(0), best(each));
      }
      moved.entrySet().removeIf(each -> each.getKey().equals(each.getValue()));
    }
    return moved;
  }

  /**
   * What the attempt after a failed one reads elsewhere: each place that was not good enough, and
   * the next one. These are the files that the failure's line names, or all where it names none.
   */
  Map<String, String> next(Cause cause) {
    var next = new LinkedHashMap<String, String>();
    if (cause.reason() == Reason.BAD_INPUT) {
      List<List<String>> files = files();
      List<List<String>> named =
          files.stream().filter(each -> cause.line().contains(LogicalName.of(best(each)))).toList();
      List<List<String>> blamed = named.isEmpty() ? files : named;
      List<String> now = blamed.stream().map(this::best).toList();
      var after = new Places(this, now);
      for (int i = 0; i < now.size(); i++) {
        next.put(now.get(i), after.best(blamed.get(i)));
      }
    }
    return next;
  }

  /** All places of each of the job's files that lie in several, the plan's one first. */
  private List<List<String>> files() {
    var files = new ArrayList<List<String>>();
    if (job.node().feeds().stream().anyMatch(Feed.ChunkFiles.class::isInstance)) {
      job.node().visitFiles(job.job(), (sample, i) -> add(sample, i, files));
    }
    return files;
  }

  private static void add(Sample sample, int i, List<List<String>> files) {
    List<String> others = sample.files().replicas().of(i);
    if (!others.isEmpty()) {
      var places = new ArrayList<String>(List.of(sample.files().paths().get(i)));
      places.addAll(others);
      files.add(places);
    }
  }

  private String best(List<String> places) {
    return places.stream()
        .min(Comparator.comparingInt(each -> bad.getOrDefault(each, 0)))
        .orElseThrow();
  }
}
