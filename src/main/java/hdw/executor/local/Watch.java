package hdw.executor.local;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/**
 * The one thread that looks at all attempts of an executor. What is shorter than one interval is
 * never looked at, and looking takes a fiftieth of the time where that lets it look twice a second;
 * jobs that have run for a while are looked at twice a second.
 *
 * <p>Attempts come and go on the threads of others: waking this one for each beginning and each end
 * would cost more than all its looks.
 */
final class Watch implements AutoCloseable {
  private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(200);

  /** Limits are to be noticed in time, however slow looking is. */
  private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(500);

  /** How long an attempt is looked at often: what jobs ask for in vain, most ask for soon. */
  private static final long YOUTH = TimeUnit.SECONDS.toNanos(10);

  private static final long HURRY = TimeUnit.MILLISECONDS.toNanos(20);

  /** After this time what cannot be killed is waited for without hurry. */
  private static final long HURRY_FOR = TimeUnit.SECONDS.toNanos(2);

  private static final long SWEEP = TimeUnit.SECONDS.toNanos(2);
  private static final int SHARE = 50;
  private static final int LAST_SWEEPS = 20;

  private final ScheduledThreadPoolExecutor thread;
  private final Proc proc = new Proc();

  private final Set<Watched> attempts = ConcurrentHashMap.newKeySet();
  private final Queue<ControlGroup> busy = new ConcurrentLinkedQueue<>();

  /** Tokens of attempts that ended by themselves since the last sweep. */
  private final Set<String> over = ConcurrentHashMap.newKeySet();

  private Optional<ScheduledFuture<?>> next = Optional.empty();
  private boolean looking;

  // What follows is touched by the thread alone.
  private long lastSweep = System.nanoTime();
  private long sweepTook;

  Watch() {
    thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              var watch = new Thread(task, "watch of local jobs");
              watch.setDaemon(true);
              return watch;
            });
    thread.setRemoveOnCancelPolicy(true);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  Proc proc() {
    return proc;
  }

  /** Begins to watch. */
  void add(Watched attempt) {
    attempt.token().filter(over::contains).ifPresent(this::isBack);
    attempts.add(attempt);
    wake();
  }

  /** An attempt that was left behind is taken up: no sweep is to take it for a rest of itself. */
  private void isBack(String token) {
    synchronized (over) {
      over.remove(token);
    }
  }

  private synchronized void wake() {
    if (next.isEmpty() && !looking) {
      schedule(INTERVAL);
    }
  }

  /** There is something to kill: looks at once, or soon after the look that is under way. */
  synchronized void hurry() {
    if (!looking) {
      schedule(0);
    }
  }

  /** Nothing is left of an attempt, as far as is known. */
  void isOver(Watched attempt, Optional<ControlGroup> group) {
    group.filter(each -> !each.remove()).ifPresent(busy::add);
    attempt.token().ifPresent(over::add);
    attempts.remove(attempt); // last: until then there is a next look
  }

  private void schedule(long nanoseconds) {
    next.ifPresent(each -> each.cancel(false));
    next = Optional.empty();
    if (!thread.isShutdown()) {
      next = Optional.of(thread.schedule(this::look, nanoseconds, TimeUnit.NANOSECONDS));
    }
  }

  private void look() {
    long begun = System.nanoTime();
    begin();
    try {
      LongFunction<List<Long>> children = proc.children();
      for (Watched each : List.copyOf(attempts)) {
        if (each.isOldAt(begun - INTERVAL)) {
          each.look(begun, children);
        }
      }
      strike();
      sweep(begun);
      busy.removeIf(ControlGroup::remove);
    } finally {
      rest(begun);
    }
  }

  private synchronized void begin() {
    next.ifPresent(each -> each.cancel(false)); // of one who was in a hurry just now: this is it
    next = Optional.empty();
    looking = true;
  }

  /** Looks again after a pause, where there is something left to look at. */
  private synchronized void rest(long begun) {
    looking = false;
    if (!attempts.isEmpty() || !over.isEmpty() || !busy.isEmpty()) {
      schedule(pause(System.nanoTime(), System.nanoTime() - begun));
    }
  }

  private long pause(long now, long took) {
    boolean hurry =
        attempts.stream().anyMatch(each -> each.isKilled() && each.killedFor(now) < HURRY_FOR);
    if (hurry) {
      return HURRY;
    }
    boolean calm = attempts.stream().allMatch(each -> each.isOldAt(now - YOUTH));
    return calm ? LONGEST : Math.min(LONGEST, Math.max(INTERVAL, SHARE * took));
  }

  /** Kills what is to be killed: one look at all processes serves all attempts. */
  private void strike() {
    List<Watched> killed = attempts.stream().filter(Watched::isKilled).toList();
    if (killed.isEmpty()) {
      return;
    }
    Map<Long, String> tokens = Token.all();
    LongFunction<List<Long>> children = proc.children();
    for (Watched each : killed) {
      each.strike(with(tokens, each.token().map(Set::of).orElse(Set.of())), children);
    }
  }

  private static Set<Long> with(Map<Long, String> tokens, Set<String> wanted) {
    var found = new HashSet<Long>();
    tokens.forEach(
        (pid, token) -> {
          if (wanted.contains(token)) {
            found.add(pid);
          }
        });
    return found;
  }

  /**
   * Ends what left its tree before anybody looked and outlived its job, as a batch system would.
   */
  private void sweep(long now) {
    if (over.isEmpty() || now - lastSweep < Math.max(SWEEP, SHARE * sweepTook)) {
      return;
    }
    sweepOnce();
    lastSweep = System.nanoTime();
    sweepTook = lastSweep - now;
  }

  /** Says whether there was something to end. */
  private boolean sweepOnce() {
    synchronized (over) {
      Set<String> before = Set.copyOf(over);
      Set<Long> found = with(Token.all(), before);
      found.removeIf(pid -> Proc.stat(pid).filter(Proc.Stat::lives).isEmpty());
      found.forEach(Processes::kill);
      if (found.isEmpty()) {
        over.removeAll(before);
      }
      return !found.isEmpty();
    }
  }

  /** Stops the thread; jobs that run go on. What outlived a job that has ended is ended first. */
  @Override
  public void close() {
    stop();
    try {
      if (!thread.awaitTermination(SWEEP, TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      return;
    }
    for (int i = 0; i < LAST_SWEEPS && !over.isEmpty() && sweepOnce(); i++) {
      Thread.onSpinWait();
    }
    busy.removeIf(ControlGroup::remove);
  }

  private synchronized void stop() {
    thread.shutdown();
  }
}
