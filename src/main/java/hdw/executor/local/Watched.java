package hdw.executor.local;

import hdw.executor.Ending;
import hdw.rules.Verdict;
import hdw.units.Memory;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * An attempt that is held to its limits; the watch and those who know of its end may speak at once.
 */
final class Watched implements Running {
  private static final long GRACE = TimeUnit.SECONDS.toNanos(5);

  /** While all else is killed, the script has this long to tidy up behind itself. */
  private static final long LAST_GRACE = TimeUnit.SECONDS.toNanos(1);

  /** How often nothing has to be found: a process that starts another one and ends may slip by. */
  private static final int QUIET_ROUNDS = 2;

  /** A job that passes its memory by this much while it is asked to end is no longer asked. */
  private static final double TOO_MUCH = 1.25;

  /**
   * What an attempt is.
   *
   * @param startTime of its script: proc(5), field 22
   * @param token what its processes carry; empty where they carry none
   * @param begun as {@link System#nanoTime} counts
   */
  record Subject(
      long pid, OptionalLong startTime, Optional<String> token, Limits limits, long begun) {}

  private enum Stage {
    RUNS,
    ASKED,
    KILLED,
    OVER
  }

  private final Subject subject;
  private final Watch watch;
  private final ProcessTree tree;
  private final Supplier<OptionalInt> noted;
  private final CompletableFuture<Ending> ended = new CompletableFuture<>();
  private Optional<ControlGroup> group;
  private boolean groupIsSure;
  private volatile Stage stage = Stage.RUNS;
  private volatile long stageBegun;
  private Verdict verdict = Verdict.ENDED;
  private String said = "";
  private OptionalInt exit = OptionalInt.empty();
  private boolean scriptEnded;
  private long ran;
  private long peak;
  private int quietRounds;

  /**
   * An attempt to watch.
   *
   * @param noted asked for the exit code where this process is not told it
   */
  Watched(Subject subject, Optional<ControlGroup> group, Supplier<OptionalInt> noted, Watch watch) {
    this.subject = subject;
    this.group = group;
    this.noted = noted;
    this.watch = watch;
    this.tree = new ProcessTree(subject.pid());
  }

  @Override
  public long pid() {
    return subject.pid();
  }

  @Override
  public CompletableFuture<Ending> ended() {
    return ended;
  }

  @Override
  public synchronized void end() {
    ask(Verdict.REMOVED, "");
  }

  Optional<String> token() {
    return subject.token();
  }

  /** Whether it had begun by then. */
  boolean isOldAt(long time) {
    return subject.begun() - time <= 0;
  }

  boolean isKilled() {
    return stage == Stage.KILLED;
  }

  /** How long it has been killed already. */
  long killedFor(long now) {
    return now - stageBegun;
  }

  /** The script has ended, and somebody saw it. */
  synchronized void scriptEnded(OptionalInt code) {
    if (scriptEnded) {
      return;
    }
    scriptEnded = true;
    exit = code;
    ran = System.nanoTime() - subject.begun();
    group.ifPresent(this::wasKilledByTheKernel);
    boolean more =
        stage != Stage.RUNS
            || tree.lives()
            || group.map(each -> !each.processes().isEmpty()).orElse(false);
    if (more) {
      kill();
    } else {
      over();
    }
  }

  private void wasKilledByTheKernel(ControlGroup group) {
    if (verdict == Verdict.ENDED && group.killed() > 0) {
      verdict = Verdict.OUT_OF_MEMORY;
      peak = Math.max(peak, group.peak().orElse(0));
      said = used(peak);
    }
  }

  private String used(long bytes) {
    return "used "
        + new Memory(bytes).rounded()
        + " of "
        + subject.limits().memory().map(Memory::rounded).orElse("what there is");
  }

  /** Looks at it, a few times in a second. */
  synchronized void look(long now, LongFunction<List<Long>> children) {
    boolean mine = subject.startTime().isEmpty();
    if (!mine && !scriptEnded && !Proc.lives(pid(), subject.startTime().getAsLong())) {
      scriptEnded(noted.get());
    }
    if (scriptEnded || stage == Stage.KILLED || stage == Stage.OVER) {
      return;
    }
    measure(children);
    if (stage == Stage.ASKED && now - stageBegun > GRACE) {
      kill();
    } else if (stage == Stage.RUNS) {
      checkTime(now);
    }
  }

  private void checkTime(long now) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(now - subject.begun());
    subject
        .limits()
        .time()
        .filter(limit -> now - subject.begun() > TimeUnit.SECONDS.toNanos(limit.seconds()))
        .ifPresent(
            limit ->
                ask(Verdict.OUT_OF_TIME, "ran " + seconds + " s of " + limit.seconds() + " s"));
  }

  private void measure(LongFunction<List<Long>> children) {
    settleGroup();
    Set<Long> pids = group.isPresent() ? Set.of() : tree.walk(children);
    long limit = subject.limits().memory().map(Memory::bytes).orElse(Long.MAX_VALUE);
    long used = group.map(each -> each.used().orElse(0)).orElseGet(() -> used(pids, limit));
    peak = Math.max(peak, used);
    if (group.map(ControlGroup::killed).orElse(0L) > 0) {
      peak = Math.max(peak, group.get().peak().orElse(0));
      ask(Verdict.OUT_OF_MEMORY, used(peak));
    } else if (used > limit) {
      ask(Verdict.OUT_OF_MEMORY, used(used));
      if (used > limit * TOO_MUCH && stage == Stage.ASKED) {
        kill();
      }
    }
  }

  /** Forks share pages, so that only what is too much at first sight is looked at closely. */
  private long used(Set<Long> pids, long limit) {
    long resident = pids.stream().mapToLong(watch.proc()::resident).sum();
    return resident <= limit ? resident : pids.stream().mapToLong(watch.proc()::share).sum();
  }

  /**
   * A script enters its group as its first act. One that did not is counted here: memory that it
   * has already got would never count in a group that it is moved to.
   */
  private void settleGroup() {
    if (!groupIsSure && group.isPresent() && !group.get().processes().contains(pid())) {
      group = group.filter(each -> !each.remove()); // it may be entering it just now
    }
    groupIsSure = true;
  }

  private void ask(Verdict why, String words) {
    if (stage != Stage.RUNS || scriptEnded) {
      return;
    }
    verdict = why;
    said = words;
    stage(Stage.ASKED);
    var asked = Processes.terminate(pid());
    if (!asked) {
      kill();
    }
  }

  private void kill() {
    if (stage != Stage.KILLED && stage != Stage.OVER) {
      stage(Stage.KILLED);
      watch.hurry();
    }
  }

  private void stage(Stage next) {
    stageBegun = System.nanoTime(); // first: the watch reads the other one before it
    stage = next;
  }

  /** Kills all that is found; over when nothing was found a few times in a row. */
  synchronized void strike(Set<Long> withToken, LongFunction<List<Long>> children) {
    tree.add(withToken);
    group.ifPresent(each -> tree.add(each.processes()));
    var found = new HashSet<>(tree.walk(children));
    if (System.nanoTime() - stageBegun < LAST_GRACE) {
      found.remove(pid());
    } else {
      group.ifPresent(ControlGroup::kill);
    }
    found.forEach(Processes::kill);
    quietRounds = found.isEmpty() && scriptEnded ? quietRounds + 1 : 0;
    if (quietRounds >= QUIET_ROUNDS) {
      over();
    }
  }

  private void over() {
    stage(Stage.OVER);
    if (peak == 0) {
      peak = group.map(each -> each.peak().orElse(0)).orElse(0L);
    }
    watch.isOver(this, group);
    Optional<Memory> most = peak > 0 ? Optional.of(new Memory(peak)) : Optional.empty();
    ended.complete(new Ending(exit, verdict, said, most, Duration.ofNanos(ran)));
  }
}
