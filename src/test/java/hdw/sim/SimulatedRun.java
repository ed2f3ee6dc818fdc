package hdw.sim;

import hdw.compile.Compilation;
import hdw.diagnostic.Diagnostics;
import hdw.executor.Acceptance;
import hdw.executor.BatchSystem;
import hdw.executor.local.LocalExecutor;
import hdw.run.Caution;
import hdw.run.Continuation;
import hdw.run.Driver;
import hdw.run.Event;
import hdw.run.Journal;
import hdw.run.LocalJobs;
import hdw.run.RunFolder;
import hdw.run.RunObserver;
import hdw.run.RunObserver.Outcome;
import hdw.run.RunStarter;
import hdw.run.Slots;
import hdw.units.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A workflow that the real driver runs in a simulated batch system, one driver after the other. */
final class SimulatedRun {
  private final Compilation compilation;
  private final Path folder;
  private final Surroundings around;
  private Optional<Duration> stop = Optional.empty();
  private Optional<Journal> journal = Optional.empty();
  private Optional<RunStarter.Prepared> last = Optional.empty();

  /**
   * What drivers meet.
   *
   * @param acceptance how the batch system takes jobs
   * @param shared what it remembers from one driver to the next
   */
  record Surroundings(
      VirtualTime time,
      Cluster cluster,
      Weather weather,
      Acceptance acceptance,
      SimulatedSystem.Shared shared,
      Caution caution) {}

  /** A run in a folder of its own. */
  SimulatedRun(Compilation compilation, Path folder, Surroundings around) {
    this.compilation = compilation;
    this.folder = folder;
    this.around = around;
  }

  /** A person stops the next drivers after a while, or no more. */
  void stopAfter(Optional<Duration> span) {
    stop = span;
  }

  /** What a driver would have to do. */
  RunStarter.Prepared prepare(Life life, Continuation continuation) throws IOException {
    RunStarter starter = starter(life);
    var options = new RunStarter.Options(false, Set.of(), false, false, continuation);
    var diagnostics = new Diagnostics();
    return starter
        .prepare(options, (kind, run) -> system(life), diagnostics)
        .orElseThrow(() -> new AssertionError("it cannot begin: " + diagnostics.all()));
  }

  private RunStarter starter(Life life) throws IOException {
    return RunStarter.of(
        compilation.plan().orElseThrow(), folder.resolve(RunFolder.HOME), folder, life.clock());
  }

  private BatchSystem system(Life life) {
    return new SimulatedSystem(
        around.cluster(), around.weather(), around.acceptance(), life, around.shared());
  }

  /** The whole life of a driver; nothing comes of it where it is killed. */
  Optional<Outcome> live(Life life, Continuation continuation, RunObserver observer)
      throws IOException, InterruptedException {
    journal = Optional.empty();
    try {
      Outcome outcome = drive(life, prepare(life, continuation), observer);
      life.bury();
      return Optional.of(outcome);
    } catch (Killed dead) {
      life.bury();
      leaveAsItIs();
      return Optional.empty();
    }
  }

  /** Drives what was prepared. */
  Outcome drive(Life life, RunStarter.Prepared prepared, RunObserver observer)
      throws IOException, InterruptedException {
    last = Optional.of(prepared);
    try (var executor = new LocalExecutor(Optional.empty())) {
      starter(life).write(prepared.folder(), compilation.sources(), false);
      var jobs = new LocalJobs(prepared.folder(), folder, executor);
      jobs.write(prepared.plan());
      journal = Optional.of(open(prepared, jobs, life));
      var options =
          new Driver.Options(
              new Slots(1, new Memory(1L << 30)),
              around.caution(),
              (kind, run) -> system(life),
              Optional.empty(),
              observer);
      var driver = new Driver(jobs, journal.get(), prepared, options, life);
      stop.ifPresent(span -> stopLater(life, driver, span));
      return driver.run();
    }
  }

  private static void stopLater(Life life, Driver driver, Duration span) {
    life.start(
        () -> {
          life.time().sleep(life.time().now() + span.toMillis());
          driver.stop();
        });
  }

  private static Journal open(RunStarter.Prepared prepared, LocalJobs jobs, Life life)
      throws IOException {
    Path file = prepared.folder().journal();
    Journal journal =
        prepared.goesOn() ? Journal.open(file, life.clock()) : Journal.begin(file, life.clock());
    var opened =
        new Event.Opened(prepared.plan().workflow().name(), prepared.planHash(), jobs.host(), 1);
    prepared.state().apply(opened, journal.append(opened));
    journal.flush();
    return journal;
  }

  /** A dead driver's journal is as far written as it was, or some of what it was just writing. */
  private void leaveAsItIs() throws IOException {
    if (journal.isEmpty()) {
      return;
    }
    Path file = folder().journal();
    boolean begun = Files.exists(file);
    byte[] written = begun ? Files.readAllBytes(file) : new byte[0];
    journal.get().close();
    if (begun) {
      Random random = around.weather().random();
      byte[] more = Files.readAllBytes(file);
      int end = written.length + random.nextInt(more.length - written.length + 1);
      Files.write(file, Arrays.copyOf(more, random.nextBoolean() ? written.length : end));
    }
  }

  /** What the last driver knew. */
  RunStarter.Prepared last() {
    return last.orElseThrow();
  }

  /** The run's folder. */
  RunFolder folder() {
    return last().folder();
  }
}
