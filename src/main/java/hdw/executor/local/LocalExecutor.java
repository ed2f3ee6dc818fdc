package hdw.executor.local;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Starts jobs as child processes of this one, holds their whole process trees to their limits, and
 * ends them.
 *
 * <p>Where this user may make control groups, the kernel counts the memory; elsewhere one thread
 * adds it up a few times in a second.
 */
public final class LocalExecutor implements AutoCloseable {
  /** Names the file into which a job's script writes its process id, to enter its control group. */
  private static final String CONTROL_GROUP = "HDW_CGROUP";

  private static final int SECONDS_FOR_LAST_WORDS = 1;

  private final Optional<Screen> screen;
  private final Watch watch = new Watch();

  /** A thread for each job that runs; Java's own {@code onExit} makes a new one for each end. */
  private final ExecutorService waiting = Executors.newCachedThreadPool(LocalExecutor::daemon);

  private final Supplier<Optional<ControlGroups>> source;
  private Optional<Optional<ControlGroups>> groups = Optional.empty();

  /** An executor that also shows the output of jobs on {@code screen} where there is one. */
  public LocalExecutor(Optional<OutputStream> screen) {
    this(screen, ControlGroups::open);
  }

  /** An executor with these control groups, asked for when the first limit is set. */
  LocalExecutor(Optional<OutputStream> screen, Supplier<Optional<ControlGroups>> source) {
    this.screen = screen.map(Screen::new);
    this.source = source;
  }

  /**
   * How to start an attempt.
   *
   * @param folder where it starts: the run's folder
   * @param command the program and its arguments
   * @param environment variables that are added to those of this process; {@code HDW_TOKEN} among
   *     them finds the processes that leave its tree
   * @param log where its output goes, without {@code .out} and {@code .err}
   */
  public record Attempt(
      Path folder, List<String> command, Map<String, String> environment, Path log, Limits limits) {
    /** Where its standard output goes. */
    public Path out() {
      return log.resolveSibling(log.getFileName() + ".out");
    }

    /** Where its standard error goes. */
    public Path err() {
      return log.resolveSibling(log.getFileName() + ".err");
    }
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "waits for a job");
    thread.setDaemon(true);
    return thread;
  }

  /** Starts an attempt; its input is empty. */
  public Running start(Attempt attempt) throws IOException {
    if (!Files.isDirectory(attempt.log().getParent())) { // else it would be made to fail first
      Files.createDirectories(attempt.log().getParent());
    }
    Optional<ControlGroup> group = group(attempt.limits());
    var builder = new ProcessBuilder(attempt.command()).directory(attempt.folder().toFile());
    builder.environment().putAll(attempt.environment());
    group.ifPresent(each -> builder.environment().put(CONTROL_GROUP, each.entrance().toString()));
    builder.redirectInput(new File("/dev/null"));
    Started started;
    try {
      started = start(builder, attempt);
    } catch (IOException refused) {
      group.ifPresent(ControlGroup::remove);
      throw refused;
    }
    return watch(started, attempt, group);
  }

  /**
   * A process.
   *
   * @param shown completed when all that it printed is on the screen, where there is one
   */
  private record Started(Process process, CompletableFuture<Void> shown) {}

  private Started start(ProcessBuilder builder, Attempt attempt) throws IOException {
    if (screen.isEmpty()) {
      builder.redirectOutput(attempt.out().toFile()).redirectError(attempt.err().toFile());
      return new Started(builder.start(), CompletableFuture.completedFuture(null));
    }
    Process process = builder.start();
    CompletableFuture<Void> out = screen.get().copy(process.getInputStream(), attempt.out());
    CompletableFuture<Void> err = screen.get().copy(process.getErrorStream(), attempt.err());
    return new Started(process, CompletableFuture.allOf(out, err));
  }

  /** Waits for its end. Its last words come first, unless what it left behind holds them open. */
  private static int exit(Started started) {
    while (true) {
      try {
        int code = started.process().waitFor();
        started.shown().get(SECONDS_FOR_LAST_WORDS, TimeUnit.SECONDS);
        return code;
      } catch (InterruptedException goOn) {
        // nobody interrupts it for a reason
      } catch (ExecutionException | TimeoutException silent) {
        return started.process().exitValue();
      }
    }
  }

  private Running watch(Started started, Attempt attempt, Optional<ControlGroup> group) {
    Process process = started.process();
    var subject =
        new Watched.Subject(
            process.pid(),
            OptionalLong.empty(),
            Optional.ofNullable(attempt.environment().get(Token.VARIABLE)),
            attempt.limits(),
            System.nanoTime());
    var watched = new Watched(subject, group, OptionalInt::empty, watch);
    watch.add(watched);
    waiting.execute(() -> watched.scriptEnded(OptionalInt.of(exit(started))));
    return watched;
  }

  private synchronized Optional<ControlGroup> group(Limits limits) {
    if (limits.memory().isEmpty()) {
      return Optional.empty();
    }
    if (groups.isEmpty()) {
      groups = Optional.of(source.get());
    }
    return groups.get().flatMap(each -> each.group(limits.memory().get()));
  }

  /**
   * The attempts of a run that an earlier driver started and that still run, one for each attempt;
   * found by what their environment holds, among the processes of this user.
   *
   * @param runToken what their {@code HDW_TOKEN} begins with
   */
  public static List<Left> left(String runToken) {
    return Left.of(runToken);
  }

  /**
   * Watches an attempt of an earlier driver to its end. Its limits count from its real start; its
   * exit code is what it noted itself.
   *
   * @param marks the file of its run in which jobs note their end
   */
  public Running adopt(Left left, Limits limits, Path marks) {
    Optional<String> token = Proc.bytes("/proc/" + left.pid() + "/environ").flatMap(Token::in);
    boolean same =
        token
            .flatMap(Token::parse)
            .filter(each -> each.job().equals(left.job()) && each.attempt() == left.attempt())
            .isPresent();
    OptionalLong started = same ? Processes.startTime(left.pid()) : OptionalLong.empty();
    var subject =
        new Watched.Subject(
            left.pid(),
            // one that has ended in between is none that ever started
            OptionalLong.of(started.orElse(-1)),
            same ? token : Optional.empty(),
            limits,
            System.nanoTime() - started.stream().map(LocalExecutor::age).findFirst().orElse(0));
    var watched = new Watched(subject, Optional.empty(), () -> noted(left, marks), watch);
    watch.add(watched);
    return watched;
  }

  /** Nanoseconds since a start in clock ticks, of which Linux shows 100 a second: proc(5). */
  private static long age(long startTime) {
    double uptime =
        Proc.bytes("/proc/uptime")
            .map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
            .map(line -> Double.parseDouble(line.substring(0, line.indexOf(' '))))
            .orElse(0.0);
    return Math.max(0, (long) ((uptime - startTime / 100.0) * TimeUnit.SECONDS.toNanos(1)));
  }

  private static OptionalInt noted(Left left, Path marks) {
    try {
      return Marks.read(marks).exit(left.job(), left.attempt());
    } catch (IOException unreadable) {
      return OptionalInt.empty();
    }
  }

  /** Stops watching, and removes control groups that are empty; what runs goes on. */
  @Override
  public synchronized void close() {
    watch.close();
    waiting.shutdown();
    groups.flatMap(each -> each).ifPresent(ControlGroups::close);
  }
}
