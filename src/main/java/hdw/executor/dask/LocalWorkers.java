package hdw.executor.dask;

import hdw.executor.AttemptKey;
import hdw.executor.BatchSystem;
import hdw.executor.Happening;
import hdw.executor.Sightings;
import hdw.executor.Submission;
import hdw.executor.WrittenRows;
import hdw.executor.local.Left;
import hdw.executor.local.Limits;
import hdw.executor.local.LocalExecutor;
import hdw.executor.local.Running;
import hdw.rules.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * This machine as what runs workers: each is a process, held to nothing itself, as it holds its
 * jobs to what they asked for.
 */
final class LocalWorkers implements BatchSystem {
  private static final String HERE = "this machine";

  private final Path folder;
  private final String token;
  private final LocalExecutor executor = new LocalExecutor(Optional.empty());
  private final Map<AttemptKey, Running> running = new LinkedHashMap<>();
  private final Sightings sightings = new Sightings();

  /**
   * Workers of a run.
   *
   * @param token by which their processes are found again
   */
  LocalWorkers(Path folder, String token) {
    this.folder = folder;
    this.token = token;
  }

  @Override
  public String name() {
    return HERE;
  }

  @Override
  public synchronized String submit(Submission submission) throws IOException {
    var rows = WrittenRows.read(folder, submission.batch());
    var pids = new ArrayList<String>();
    for (int row = 0; row < submission.batch().size(); row++) {
      AttemptKey key = rows.key(row, submission.token());
      Running started = executor.start(attempt(submission, rows, row, key));
      running.put(key, started);
      pids.add(Long.toString(started.pid()));
      sightings.meet(key, Long.toString(started.pid()));
      sightings.note(new Happening.Began(key, HERE, 0, Instant.now()));
    }
    return String.join(" ", pids);
  }

  private LocalExecutor.Attempt attempt(
      Submission submission, WrittenRows rows, int row, AttemptKey key) {
    Request request = submission.batch().items().get(row).request();
    Path log = folder.resolve(rows.log(row).stem(key.attempt()));
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("HDW_RUN", submission.run());
    environment.put("HDW_WORKDIR", submission.workFolder().toAbsolutePath().toString());
    environment.put("HDW_METRICS", log + ".metrics");
    environment.put("HDW_MARKS", log + ".marks");
    environment.put("HDW_TOKEN", token + ":" + key.job() + ":" + key.attempt());
    environment.put("HDW_CPUS", Integer.toString(request.cpus()));
    environment.put("HDW_MEMORY_MIB", Long.toString(request.memory().mebibytes()));
    environment.put("HDW_TIME_S", "");
    return new LocalExecutor.Attempt(folder, rows.command(row), environment, log, Limits.NONE);
  }

  @Override
  public synchronized List<Happening> news() {
    look();
    return sightings.news();
  }

  private void look() {
    for (AttemptKey each : List.copyOf(running.keySet())) {
      if (running.get(each).ended().isDone()) {
        sightings.note(new Happening.Ended(each, running.remove(each).ended().join(), false));
      }
    }
  }

  @Override
  public synchronized List<Happening> whereabouts(Collection<AttemptKey> attempts) {
    look();
    return attempts.stream()
        .map(each -> sightings.last(each).orElseGet(() -> new Happening.Vanished(each)))
        .toList();
  }

  @Override
  public synchronized Set<AttemptKey> present() {
    look();
    var present = new LinkedHashSet<>(running.keySet());
    left().forEach(each -> present.add(new AttemptKey(token + ".0", each.job(), each.attempt())));
    return present;
  }

  /** What another driver left. */
  private List<Left> left() {
    return LocalExecutor.left(token).stream()
        .filter(each -> running.values().stream().noneMatch(own -> own.pid() == each.pid()))
        .toList();
  }

  @Override
  public synchronized void remove(Collection<AttemptKey> attempts, String because) {
    attempts.forEach(each -> Optional.ofNullable(running.get(each)).ifPresent(Running::end));
  }

  @Override
  public int removeAll(String because) {
    List<Running> ending = ending();
    ending.forEach(Running::end);
    ending.forEach(each -> each.ended().join());
    return ending.size();
  }

  private synchronized List<Running> ending() {
    var ending = new ArrayList<>(running.values());
    left()
        .forEach(each -> ending.add(executor.adopt(each, Limits.NONE, folder.resolve("no-marks"))));
    return ending;
  }

  @Override
  public Optional<String> whyWaiting(AttemptKey attempt) {
    return Optional.empty();
  }

  @Override
  public void close() {
    executor.close();
  }
}
