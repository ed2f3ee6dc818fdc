package hdw.cli;

import hdw.compile.Compilation;
import hdw.compile.Compiler;
import hdw.diagnostic.Diagnostics;
import hdw.executor.dask.DaskSystem;
import hdw.executor.local.LocalExecutor;
import hdw.plan.FirstLook;
import hdw.plan.Plan;
import hdw.run.Caution;
import hdw.run.Continuation;
import hdw.run.Driver;
import hdw.run.Event;
import hdw.run.Journal;
import hdw.run.LastRun;
import hdw.run.LocalJobs;
import hdw.run.RunFolder;
import hdw.run.RunLock;
import hdw.run.RunObserver;
import hdw.run.RunStarter;
import hdw.run.Slots;
import hdw.run.Timing;
import hdw.run.TryOut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ParseResult;

/** Drives a workflow to its end: what {@code run}, {@code resume} and {@code retry} share. */
final class Driving {
  private static final int SECONDS_TO_LEAVE = 50;

  private final ParseResult parsed;
  private final Continuation continuation;
  private final Console console;
  private Optional<RunFolder> rendered = Optional.empty();
  private Optional<RunFolder> resumed = Optional.empty();
  private Optional<FirstLook> look = Optional.empty();
  private Optional<SubmittingAhead> ahead = Optional.empty();
  private boolean looked;
  private boolean detached;

  /**
   * A drive as a command line asks for it.
   *
   * @param parsed the words behind {@code hdw run}
   * @param continuation what happens to the jobs that failed
   */
  Driving(ParseResult parsed, Continuation continuation, Console console) {
    this.parsed = parsed;
    this.continuation = continuation;
    this.console = console;
  }

  /** In the folder that a dry run rendered, and only as that. */
  Driving inRendered(RunFolder folder) {
    rendered = Optional.of(folder);
    return this;
  }

  /** Going on with this run, and no other. */
  Driving goingOn(RunFolder folder) {
    resumed = Optional.of(folder);
    return this;
  }

  /** Without a driver: everything is submitted at once. */
  Driving ahead() {
    ahead = Optional.of(new SubmittingAhead(parsed, console));
    return this;
  }

  ExitCode run() throws IOException {
    String file = Options.arguments(parsed).get(0);
    Path workFolder = Compiler.folder(CompileOptions.existing(file)).toRealPath();
    Path home = home(workFolder);
    Optional<Compilation> compilation =
        CompileOptions.compile(
            file, parsed, Depth.AS_NEEDED, CompileOptions.past(parsed, home), console);
    if (compilation.isEmpty()) {
      return ExitCode.WORKFLOW_ERRORS;
    }
    if (Options.has(parsed, "--dry-run")) {
      RunStarter starter = starter(compilation.get().plan().orElseThrow(), home);
      return DryRun.run(starter.plan(), starter, compilation.get().sources(), parsed, console);
    }
    String workflow = compilation.get().plan().orElseThrow().workflow().name();
    try (RunLock lock = RunStarter.lock(home, workflow)) {
      return rendered.isPresent()
          ? runRendered(compilation.get(), home, lock)
          : look(compilation.get(), home, lock);
    }
  }

  private ExitCode runRendered(Compilation compilation, Path home, RunLock lock)
      throws IOException {
    RunStarter starter = starter(compilation.plan().orElseThrow(), home);
    refuseWhatChanged(starter.plan());
    return run(starter, lock, compilation);
  }

  /** Runs first looks for as long as something is to be measured, and then the whole. */
  private ExitCode look(Compilation first, Path home, RunLock lock) throws IOException {
    Compilation now = first;
    Set<List<String>> before = new HashSet<>();
    while (true) {
      Plan plan = now.plan().orElseThrow();
      RunStarter whole = starter(plan, home);
      boolean goesOn = whole.isUnfinished() && !Options.has(parsed, "--new");
      look = FirstLook.of(plan).filter(each -> !goesOn && before.add(each.tasks()));
      if (look.isEmpty()) {
        say(SplitLines.of(whole.plan()));
        return run(whole, lock, now);
      }
      if (ahead.isPresent()) {
        return ahead.get().refuse(look.get());
      }
      say(List.of(words(look.get())));
      ExitCode code = run(starter(look.get().plan(), home), lock, now);
      if (code != ExitCode.DONE || detached) {
        sayWhatToDo(code);
        return code;
      }
      resumed = Optional.empty(); // what follows is a run of its own
      looked = true;
      Optional<Compilation> measured =
          CompileOptions.compile(
              Options.arguments(parsed).get(0),
              parsed,
              Depth.AS_NEEDED,
              workflow -> LastRun.of(home, workflow),
              console);
      if (measured.isEmpty()) {
        return ExitCode.WORKFLOW_ERRORS;
      }
      now = measured.get();
    }
  }

  private static String words(FirstLook look) {
    return "first look: "
        + look.jobs()
        + (look.jobs() == 1 ? " job measures" : " jobs measure")
        + " how long `"
        + String.join("` and `", look.tasks())
        + "` takes; the rest follows";
  }

  private void sayWhatToDo(ExitCode code) {
    if (code == ExitCode.JOBS_FAILED) {
      console.say("the first look failed, so nothing else was begun; when that is mended,");
      console.say("or a rule skips what cannot be, the same command goes on with it:");
      console.say("  " + Again.of(parsed));
    }
  }

  private void say(List<String> lines) {
    if (!Options.has(parsed, "--quiet")) {
      lines.forEach(console::say);
    }
  }

  private RunStarter starter(Plan plan, Path home) throws IOException {
    Path workFolder =
        Compiler.folder(CompileOptions.existing(Options.arguments(parsed).get(0))).toRealPath();
    return RunStarter.of(plan, home, workFolder, Clock.system(ZoneId.systemDefault()));
  }

  private Path home(Path workFolder) {
    if (resumed.isPresent()) {
      return resumed.get().path().toAbsolutePath().getParent();
    }
    return Runs.home(parsed, workFolder, console);
  }

  private void refuseWhatChanged(Plan plan) throws IOException {
    if (rendered.isPresent() && !DryRun.isRenderingOf(plan, rendered.get())) {
      throw new IOException(
          "the workflow or its samples changed since "
              + rendered.get().name()
              + " was rendered; render it anew");
    }
  }

  private ExitCode run(RunStarter starter, RunLock lock, Compilation compilation)
      throws IOException {
    var diagnostics = new Diagnostics();
    var options =
        new RunStarter.Options(
            Options.has(parsed, "--new") && !looked,
            redo(starter.plan()),
            Options.has(parsed, "--adopt"),
            Options.has(parsed, "--overwrite"),
            continuation);
    Optional<RunStarter.Prepared> prepared =
        starter
            .prepare(options, new BatchSystems(), diagnostics)
            .map(each -> rendered.map(each::in).orElse(each));
    console.tell(diagnostics.all());
    if (prepared.isEmpty()) {
      return ExitCode.WORKFLOW_ERRORS;
    }
    refuseOtherRun(prepared.get());
    if (!goesOn(prepared.get()) && prepared.get().hasNothingToDo()) {
      if (look.isEmpty()) {
        console.say(
            "nothing to do: all " + starter.plan().jobs() + " jobs are done and nothing changed");
      }
      return ExitCode.DONE;
    }
    Optional<ExitCode> done =
        ahead.isPresent() ? ahead.get().look(prepared.get()) : Optional.empty();
    if (done.isPresent()) {
      return done.get();
    }
    var outset = new Outset(prepared.get(), starter.workFolder(), console);
    if (!outset.isClear(Options.has(parsed, "--quiet"))) {
      return ExitCode.SURROUNDINGS;
    }
    if (Detaching.isWanted(parsed)) {
      detached = true;
      lock.close();
      return new Detaching(parsed, outset, console).start(prepared.get().folder());
    }
    return drive(starter, lock, Detaching.into(prepared.get(), console), compilation);
  }

  private void refuseOtherRun(RunStarter.Prepared prepared) throws IOException {
    if (resumed.isPresent() && !goesOn(prepared) && !prepared.hasNothingToDo()) {
      throw new IOException(
          "run "
              + resumed.get().name()
              + " cannot go on: the workflow, its samples or its rules changed, or a later run took over;"
              + " hdw run "
              + Options.arguments(parsed).get(0)
              + " begins a new one, with every result that still counts");
    }
  }

  /** Whether this is the run that was asked for, unfinished: then its end is to be written down. */
  private boolean goesOn(RunStarter.Prepared prepared) throws IOException {
    return prepared.goesOn() && (resumed.isEmpty() || same(prepared.folder(), resumed.get()));
  }

  private static boolean same(RunFolder one, RunFolder other) throws IOException {
    return Files.exists(one.path()) && Files.isSameFile(one.path(), other.path());
  }

  private Set<String> redo(Plan plan) {
    for (String each : Options.values(parsed, "--redo")) {
      if (plan.workflow().task(each).isEmpty()) {
        throw new UsageException("there is no task `" + each + "` to redo");
      }
    }
    return Set.copyOf(Options.values(parsed, "--redo"));
  }

  private ExitCode drive(
      RunStarter starter, RunLock lock, RunStarter.Prepared prepared, Compilation compilation)
      throws IOException {
    RunFolder folder = prepared.folder();
    starter.write(folder, compilation.sources(), Options.has(parsed, "--recut") && !looked);
    DaskSystem.want(folder.path(), prepared.plan(), Machine.here(parsed, console));
    Asked.note(folder, parsed, CompileOptions.existing(Options.arguments(parsed).get(0)));
    folder.becomeLatest();
    new Runs(console).note(folder.path().getParent());
    boolean iterative = Options.value(parsed, "--executor", "").equals(ExecutorNames.ITERATIVE);
    try (var executor =
        new LocalExecutor(iterative ? Optional.of(console.out()) : Optional.empty())) {
      lock.drives(folder);
      var jobs = new LocalJobs(folder, starter.workFolder(), executor);
      jobs.write(prepared.plan());
      if (!Options.has(parsed, "--no-try") && !triedWell(prepared, jobs)) {
        return ExitCode.SURROUNDINGS;
      }
      Journal journal = journal(prepared, jobs);
      if (ahead.isPresent()) {
        var submission = ahead.get().submission(prepared, jobs, journal, options(iterative));
        return leavingWell(submission::stop, () -> ahead.get().run(submission, prepared));
      }
      var driver = new Driver(jobs, journal, prepared, options(iterative), Timing.REAL);
      return exitCode(leavingWell(driver::stop, () -> drive(driver)));
    }
  }

  private boolean triedWell(RunStarter.Prepared prepared, LocalJobs jobs) throws IOException {
    var diagnostics = new Diagnostics();
    var trial = new TryOut(prepared, jobs, diagnostics);
    leavingWell(
        trial::stop,
        () -> {
          trial.run();
          return diagnostics;
        });
    console.tell(diagnostics.all());
    return !diagnostics.hasErrors();
  }

  private Journal journal(RunStarter.Prepared prepared, LocalJobs jobs) throws IOException {
    Path file = prepared.folder().journal();
    Journal journal =
        prepared.goesOn()
            ? Journal.open(file, Clock.systemUTC())
            : Journal.begin(file, Clock.systemUTC());
    var opened =
        new Event.Opened(
            prepared.plan().workflow().name(),
            prepared.planHash(),
            jobs.host(),
            ProcessHandle.current().pid());
    prepared.state().apply(opened, journal.append(opened));
    if (look.isPresent() && !prepared.goesOn()) {
      var first = new Event.FirstLook(look.get().tasks());
      prepared.state().apply(first, journal.append(first));
    }
    journal.flush();
    return journal;
  }

  private Driver.Options options(boolean iterative) {
    boolean quiet = Options.has(parsed, "--quiet");
    boolean verbose = Options.has(parsed, "--verbose");
    boolean live = console.colorErr() && ahead.isEmpty() && !iterative && !quiet && !verbose;
    RunObserver display = Displays.of(console, live, quiet, verbose, Again.of(parsed));
    int cores = Options.number(parsed, "-j", 1, Runtime.getRuntime().availableProcessors());
    return new Driver.Options(
        new Slots(iterative ? 1 : cores, Machine.memory()),
        new Caution(
            Options.has(parsed, "--fail-fast"),
            !Options.has(parsed, "--no-pause"),
            Options.has(parsed, "--canary")),
        new BatchSystems(),
        asker(iterative),
        display);
  }

  private Optional<Driver.Asker> asker(boolean iterative) {
    boolean somebodyThere = console.colorErr() && Console.hasKeyboard() && !iterative;
    return somebodyThere && !Options.has(parsed, "--yes")
        ? Optional.of(new PauseQuestion(console))
        : Optional.empty();
  }

  private static RunObserver.Outcome drive(Driver driver) throws IOException {
    try {
      return driver.run();
    } catch (InterruptedException impossible) {
      Thread.currentThread().interrupt();
      return RunObserver.Outcome.STOPPED;
    }
  }

  /** Something that has children of its own. */
  @FunctionalInterface
  private interface Work<T> {
    T run() throws IOException;
  }

  /** Does something; a person's Ctrl-C or a kill lets it end its children first. */
  private static <T> T leavingWell(Runnable stop, Work<T> work) throws IOException {
    var left = new CountDownLatch(1);
    var hook =
        new Thread(
            () -> {
              stop.run();
              try {
                left.await(SECONDS_TO_LEAVE, TimeUnit.SECONDS);
              } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
              }
            },
            "leave");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.run();
    } finally {
      left.countDown();
    }
  }

  private static ExitCode exitCode(RunObserver.Outcome outcome) {
    return switch (outcome) {
      case DONE -> ExitCode.DONE;
      case FAILED, PAUSED -> ExitCode.JOBS_FAILED;
      case STOPPED -> ExitCode.INTERRUPTED;
    };
  }
}
