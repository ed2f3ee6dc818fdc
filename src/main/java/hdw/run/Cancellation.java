package hdw.run;

import hdw.executor.local.Left;
import hdw.executor.local.Limits;
import hdw.executor.local.LocalExecutor;
import hdw.executor.local.Processes;
import hdw.executor.local.Running;
import hdw.run.RunLock.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Ends a run: its driver, and all jobs of it that run on this machine; safe to repeat. */
public final class Cancellation {
  private static final int SECONDS_TO_LEAVE = 60;
  private static final int MILLISECONDS_BETWEEN_LOOKS = 50;

  private final RunFolder folder;
  private final Path home;
  private final Systems systems;
  private final Clock clock;

  /** A cancellation of the run in a folder. */
  public Cancellation(RunFolder folder, Systems systems, Clock clock) {
    this.folder = folder;
    this.systems = systems;
    this.home = folder.path().toAbsolutePath().getParent();
    this.clock = clock;
  }

  /**
   * What was found and ended.
   *
   * @param driver whether there was one
   * @param jobs how many on this machine that no driver watched
   * @param queued how many in the queues of batch systems
   */
  public record Ended(boolean driver, int jobs, int queued, boolean wasOver) {}

  /**
   * Ends the run.
   *
   * @throws IOException where its driver is on another machine, or does not leave
   */
  public Ended cancel() throws IOException {
    RunState state = RunState.read(folder.journal());
    String workflow = state.opened().map(Event.Opened::workflow).orElse(folder.workflow());
    boolean begins = RunLock.run(home, workflow).equals(folder.name());
    Optional<Owner> driver =
        RunLock.owner(home, workflow)
            .filter(each -> begins || state.closed().isEmpty() && isDriver(each, state));
    if (driver.filter(Owner::isAlive).isEmpty() && isOver(state)) {
      return new Ended(false, 0, 0, true);
    }
    if (driver.isPresent() && !driver.get().isHere()) {
      throw new IOException(
          "run "
              + folder.name()
              + " is driven by "
              + driver.get().text()
              + "; hdw cancel works on that machine");
    }
    boolean ended = driver.filter(Owner::isAlive).isPresent();
    if (ended) {
      end(driver.get());
    }
    RunLock lock = RunLock.take(home, workflow);
    try (lock) {
      // one that was still trying the first steps of its tasks has no journal
      if (!Files.exists(folder.journal())) {
        return new Ended(ended, endAll(LocalExecutor.left(folder.token())), 0, false);
      }
      int queued = removeQueued();
      return new Ended(ended, endJobs(), queued, false);
    }
  }

  private static boolean isDriver(Owner owner, RunState state) {
    return state.opened().filter(each -> each.pid() == owner.pid()).isPresent();
  }

  private boolean isOver(RunState state) {
    boolean ended =
        state.opened().isEmpty()
            || state.closed().filter(each -> !each.equals("stopped")).isPresent();
    boolean over =
        ended
            && LocalExecutor.left(folder.token()).isEmpty()
            && !new LeftInQueues(folder, state, systems).mayBe();
    return over && !state.closed().equals(Optional.of("paused"));
  }

  private void end(Owner driver) throws IOException {
    Processes.terminate(driver.pid());
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_LEAVE);
    while (driver.isAlive()) {
      if (System.nanoTime() > until) {
        throw new IOException(
            driver.text() + " does not leave; kill -9 ends it, then cancel once more");
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(MILLISECONDS_BETWEEN_LOOKS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Only what a batch system has confirmed is written down: a second try begins where this ended.
   */
  private int removeQueued() throws IOException {
    RunState state = RunState.read(folder.journal());
    var queues = new LeftInQueues(folder, state, systems);
    if (state.lastToken().isEmpty()) {
      return 0;
    }
    Set<String> ended = queues.endedAhead();
    int removed = queues.removeAll("hdw cancel " + folder.name());
    try (Journal journal = Journal.open(folder.journal(), clock)) {
      for (JobStory each : state.jobs()) {
        boolean away = each.state().isUnderWay() && !each.submission().isEmpty();
        if (away && !ended.contains(each.id())) {
          journal.append(new Event.Lost(each.id(), each.lastStarted(), "the run was cancelled"));
        }
      }
    }
    return removed;
  }

  private int endJobs() throws IOException {
    List<Left> left = LocalExecutor.left(folder.token());
    endAll(left);
    try (Journal journal = Journal.open(folder.journal(), clock)) {
      for (Left each : left) {
        journal.append(new Event.Lost(each.job(), each.attempt(), "the run was cancelled"));
      }
      journal.append(new Event.Closed("cancelled"));
    }
    return left.size();
  }

  /** Gives how many there were. */
  private int endAll(List<Left> left) {
    try (var executor = new LocalExecutor(Optional.empty())) {
      List<Running> running = new ArrayList<>();
      for (Left each : left) {
        Running adopted = executor.adopt(each, Limits.NONE, folder.marks());
        adopted.end();
        running.add(adopted);
      }
      for (Running each : running) {
        each.ended().join();
      }
    }
    return left.size();
  }
}
