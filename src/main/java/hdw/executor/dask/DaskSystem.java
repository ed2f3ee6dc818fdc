package hdw.executor.dask;

import hdw.executor.Acceptance;
import hdw.executor.AttemptKey;
import hdw.executor.Batch;
import hdw.executor.BatchSystem;
import hdw.executor.Happening;
import hdw.executor.JobMarks;
import hdw.executor.RefusedException;
import hdw.executor.Sightings;
import hdw.executor.Submission;
import hdw.executor.htcondor.SpooledPool;
import hdw.model.Executor;
import hdw.plan.Plan;
import hdw.rules.Request;
import hdw.units.WallTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Dask as the driver of a run sees it: a cluster that begins with the first submission and ends
 * with the driver.
 *
 * <p>Until then, and for those who only look, nothing is started; what an earlier driver left is
 * taken away before anything is said of its attempts.
 */
public final class DaskSystem implements BatchSystem {
  private static final String ENDED = "its Dask cluster ended with the driver of the run";
  private static final Duration TO_GO = Duration.ofSeconds(60);
  private static final Duration TO_GO_BY_THEMSELVES = Duration.ofSeconds(15);
  private static final long PAUSE_MILLIS = 200;

  private final Path run;
  private final String crewToken;
  private final Foreman foreman;
  private final CrewFolder folder;
  private final Sightings sightings = new Sightings();
  private final List<String> told = new ArrayList<>();
  private Optional<LiveCluster> live = Optional.empty();
  private boolean cleared;

  /**
   * The cluster of a run.
   *
   * @param run the run's folder
   * @param runToken the beginning of the token of each submission of this run, and of no other run
   */
  public DaskSystem(Path run, String runToken, Foreman foreman) {
    this.run = run;
    this.crewToken = runToken + "w";
    this.foreman = foreman;
    this.folder = CrewFolder.of(run);
  }

  /**
   * Writes down which cluster the driver of a run wants, before it submits anything; nothing where
   * no job of the plan is for Dask.
   */
  public static void want(Path run, Plan plan, Here here) throws IOException {
    Optional<ClusterWish> wish = ClusterReader.of(plan, here);
    if (wish.isPresent()) {
      CrewFolder folder = CrewFolder.of(run);
      folder.make();
      folder.write(wish.get());
      Files.writeString(folder.workers(), WorkersText.of(plan, wish.get(), folder));
    }
  }

  @Override
  public String name() {
    return "Dask";
  }

  @Override
  public boolean endsWithDriver() {
    return true;
  }

  @Override
  public synchronized String submit(Submission submission) throws IOException, RefusedException {
    ClusterWish wish = folder.wish();
    for (Batch.Item each : submission.batch().items()) {
      refuseWhatNeverRuns(each.request(), wish);
    }
    LiveCluster cluster = open(wish, submission.workFolder());
    List<DaskJob> jobs = DaskJob.of(submission, wish, crewToken);
    for (DaskJob each : jobs) {
      Optional<String> why = cluster.refusal(each.size());
      if (why.isPresent()) {
        throw new RefusedException(why.get());
      }
    }
    cluster.submit(jobs);
    return submission.token();
  }

  private static void refuseWhatNeverRuns(Request request, ClusterWish wish)
      throws RefusedException {
    if (request.gpus() > 0) {
      throw new RefusedException("workers of Dask have no GPUs, and it asks for " + request.gpus());
    }
    Optional<WallTime> lifetime = wish.lifetime();
    if (lifetime.isPresent()
        && request.time().filter(each -> each.compareTo(lifetime.get()) > 0).isPresent()) {
      throw new RefusedException(
          "it asks for "
              + request.time().get()
              + ", and a worker lives for "
              + lifetime.get()
              + ": `cluster { lifetime = "
              + request.time().get()
              + " }` brings workers that live longer");
    }
  }

  private LiveCluster open(ClusterWish wish, Path workFolder) throws IOException, RefusedException {
    clearOld();
    if (live.isEmpty()) {
      live = Optional.of(cluster(wish, workFolder));
    }
    live.get().look(); // a scheduler that has ended takes its jobs with it
    if (!live.get().isOpen()) {
      live.get().open();
    }
    return live.get();
  }

  private LiveCluster cluster(ClusterWish wish, Path workFolder) throws IOException {
    BatchSystem system = workersOf(wish.executor());
    int before = folder.state().map(CrewFolder.State::submissions).orElse(0);
    Acceptance acceptance =
        wish.executor() == Executor.HTCONDOR
            ? SpooledPool.acceptance(folder.path())
            : system.acceptance();
    var batches =
        new WorkerBatches(
            foreman.compile(folder.workers()), folder, workFolder, crewToken, acceptance, before);
    var crew = new Crew(wish, folder, system, batches, this::tell);
    var scheduling = new Scheduling(run, wish, folder, crewToken, this::tell);
    return new LiveCluster(run, wish, crew, scheduling, sightings, this::tell);
  }

  private BatchSystem workersOf(Executor executor) throws IOException {
    return executor == Executor.LOCAL
        ? new LocalWorkers(folder.path(), crewToken)
        : foreman.open(executor, folder.path(), crewToken);
  }

  private void tell(String line) {
    told.add(line);
  }

  @Override
  public synchronized List<String> told() {
    List<String> lines = List.copyOf(told);
    told.clear();
    return lines;
  }

  @Override
  public synchronized List<Happening> news() throws IOException {
    if (live.isPresent()) {
      live.get().look();
    }
    return sightings.news();
  }

  @Override
  public synchronized List<Happening> whereabouts(Collection<AttemptKey> attempts)
      throws IOException {
    clearOld();
    if (live.isPresent()) {
      live.get().look();
    }
    var found = new ArrayList<Happening>();
    for (AttemptKey each : new LinkedHashSet<>(attempts)) {
      Optional<Happening> last = sightings.last(each);
      found.add(last.isPresent() ? last.get() : noted(each));
    }
    return found;
  }

  /** What became of an attempt of an earlier driver, none of whose workers is left. */
  private Happening noted(AttemptKey key) throws IOException {
    return JobMarks.read(run, key)
        .flatMap(LiveCluster::ending)
        .<Happening>map(ending -> new Happening.Ended(key, ending, false))
        .orElseGet(() -> new Happening.Vanished(key));
  }

  /** Takes away the workers of an earlier driver, and waits until the last one has gone. */
  private void clearOld() throws IOException {
    if (cleared) {
      return;
    }
    Optional<CrewFolder.State> state = folder.state();
    if (state.isPresent()) {
      try (BatchSystem old = workersOf(state.get().executor())) {
        var unused = old.removeAll("its driver is gone");
        if (!awaitGone(old, TO_GO)) {
          throw new IOException("workers of an earlier driver are still being removed");
        }
      }
    }
    cleared = true;
  }

  private static boolean awaitGone(BatchSystem system, Duration longest) throws IOException {
    Instant until = Instant.now().plus(longest);
    while (!system.present().isEmpty()) {
      if (Instant.now().isAfter(until)) {
        return false;
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException hurry) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Without a cluster of its own these are the workers of another driver, unless they go by
   * themselves, as they do once their scheduler is gone.
   */
  @Override
  public synchronized Set<AttemptKey> present() throws IOException {
    if (live.isPresent()) {
      return live.get().present();
    }
    Optional<CrewFolder.State> state = folder.state();
    if (cleared || state.isEmpty()) {
      return Set.of();
    }
    try (BatchSystem old = workersOf(state.get().executor())) {
      return awaitGone(old, TO_GO_BY_THEMSELVES) ? Set.of() : old.present();
    }
  }

  @Override
  public synchronized void remove(Collection<AttemptKey> attempts, String because)
      throws IOException {
    if (live.isPresent()) {
      live.get().remove(attempts, because);
    } else if (!attempts.isEmpty()) {
      clearOld();
    }
  }

  @Override
  public synchronized int removeAll(String because) throws IOException {
    if (live.isPresent()) {
      Set<AttemptKey> all = live.get().present();
      live.get().remove(all, because);
      return all.size();
    }
    Optional<CrewFolder.State> state = folder.state();
    if (cleared || state.isEmpty()) {
      return 0;
    }
    try (BatchSystem old = workersOf(state.get().executor())) {
      int workers = old.removeAll(because);
      cleared = awaitGone(old, TO_GO);
      return workers;
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>A job waits since a worker has no room for it: so how many there are is told, and why the
   * next one does not start.
   */
  @Override
  public synchronized Optional<String> whyWaiting(AttemptKey attempt) throws IOException {
    Optional<CrewFolder.State> state = folder.state();
    if (state.isEmpty()) {
      return Optional.empty();
    }
    String words = words(state.get());
    if (state.get().waiter() == 0 || state.get().executor() == Executor.LOCAL) {
      return Optional.of(words);
    }
    var worker =
        new AttemptKey(
            crewToken + "." + state.get().waiterOf(),
            "worker/" + state.get().waiter(),
            state.get().waiterOf());
    try (BatchSystem system = workersOf(state.get().executor())) {
      return Optional.of(words + system.whyWaiting(worker).map(each -> "\n" + each).orElse(""));
    }
  }

  private static String words(CrewFolder.State state) {
    return "it waits for a worker of Dask: "
        + state.working()
        + " of at most "
        + state.most()
        + " work"
        + (state.waiting() == 0
            ? ""
            : ", "
                + state.waiting()
                + (state.executor() == Executor.LOCAL
                    ? " begin"
                    : " are in the queue of " + state.executor().title()))
        + (state.said().isEmpty() ? "" : "\n" + state.said());
  }

  /** Ends the cluster, and waits until none of its workers is left. */
  @Override
  public synchronized void close() throws IOException {
    if (live.isEmpty()) {
      return;
    }
    LiveCluster ending = live.get();
    boolean gone = ending.end(ENDED);
    if (!gone) {
      throw new IOException("workers of this run are still being removed");
    }
  }
}
