package hdw.cli;

import hdw.compile.Compilation;
import hdw.compile.Compiler;
import hdw.diagnostic.Diagnostics;
import hdw.executor.local.LocalExecutor;
import hdw.plan.Plan;
import hdw.run.Driver;
import hdw.run.Event;
import hdw.run.Journal;
import hdw.run.LocalJobs;
import hdw.run.PlanJson;
import hdw.run.RunFolder;
import hdw.run.RunObserver;
import hdw.run.RunStarter;
import hdw.run.Slots;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw run}: checks, plans, runs, and watches to the end. */
final class RunCommand implements Command {
  private static final int SECONDS_TO_LEAVE = 20;

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "run",
            "Runs a workflow, or what is missing or changed of it.",
            "hdw run analysis.hdw",
            "hdw run analysis.hdw -n               shows all that would be submitted",
            "hdw run analysis.hdw --only 'DY*' -j 4",
            "hdw run analysis.hdw --executor iterative   one job at a time, with its output");
    Options.flag(
        spec, "renders every file that would be submitted, and submits nothing", "-n", "--dry-run");
    Options.text(
        spec, "N", "runs at most N cores' worth of jobs at a time here (default: all cores)", "-j");
    Options.flag(spec, "starts from nothing", "--new");
    Options.texts(spec, "TASK", "runs this task again, and what hangs on it", "--redo");
    Options.flag(spec, "stops at the first failed job", "--fail-fast");
    Options.flag(spec, "takes files that are already there as results", "--adopt");
    Options.flag(spec, "replaces files that are already there", "--overwrite");
    Options.text(
        spec,
        "DIR",
        "keeps the run's folder in DIR (default: .hdw beside the workflow)",
        "--run-dir");
    Options.flag(spec, "asks nothing", "-y", "--yes");
    CompileOptions.addTo(spec);
    Options.argument(spec, "FILE", "1", "the workflow's file, or a run that -n rendered");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) throws IOException {
    Optional<RenderedRun> rendered = RenderedRun.find(Options.arguments(parsed).get(0), console);
    if (rendered.isEmpty()) {
      return run(parsed, Optional.empty(), console);
    }
    String[] words = rendered.get().arguments().toArray(String[]::new);
    return run(Options.line(spec()).parseArgs(words), rendered.map(RenderedRun::folder), console);
  }

  /** Runs a workflow; in the folder that a dry run rendered, where there is one. */
  private ExitCode run(ParseResult parsed, Optional<RunFolder> rendered, Console console)
      throws IOException {
    String file = Options.arguments(parsed).get(0);
    Optional<Compilation> compilation = CompileOptions.compile(file, parsed, false, console);
    if (compilation.isEmpty()) {
      return ExitCode.WORKFLOW_ERRORS;
    }
    Plan plan = compilation.get().plan().orElseThrow();
    Path workFolder = Compiler.folder(CompileOptions.existing(file)).toRealPath();
    Path home =
        Options.has(parsed, "--run-dir")
            ? console
                .folder()
                .resolve(Options.value(parsed, "--run-dir", ""))
                .toAbsolutePath()
                .normalize()
            : workFolder.resolve(RunFolder.HOME);
    var starter = new RunStarter(plan, home, workFolder, Clock.system(ZoneId.systemDefault()));
    if (Options.has(parsed, "--dry-run")) {
      return DryRun.run(plan, starter, compilation.get().sources(), parsed, console);
    }
    if (rendered.isPresent() && !DryRun.isRenderingOf(plan, rendered.get())) {
      throw new IOException(
          "the workflow or its samples changed since "
              + rendered.get().name()
              + " was rendered; render it anew");
    }
    try (var lock = starter.lock()) {
      lock.acquiredBy();
      var diagnostics = new Diagnostics();
      var options =
          new RunStarter.Options(
              Options.has(parsed, "--new"),
              redo(parsed, plan),
              Options.has(parsed, "--adopt"),
              Options.has(parsed, "--overwrite"));
      Optional<RunStarter.Prepared> prepared =
          starter.prepare(options, diagnostics).map(each -> rendered.map(each::in).orElse(each));
      console.tell(diagnostics.all());
      if (prepared.isEmpty()) {
        return ExitCode.WORKFLOW_ERRORS;
      }
      if (!prepared.get().goesOn() && nothingToDo(plan, prepared.get())) {
        console.say("nothing to do: all " + plan.jobs() + " jobs are done and nothing changed");
        return ExitCode.DONE;
      }
      return drive(parsed, console, starter, prepared.get(), compilation.get());
    }
  }

  private static Set<String> redo(ParseResult parsed, Plan plan) {
    for (String each : Options.values(parsed, "--redo")) {
      if (plan.workflow().task(each).isEmpty()) {
        throw new UsageException("there is no task `" + each + "` to redo");
      }
    }
    return Set.copyOf(Options.values(parsed, "--redo"));
  }

  private static boolean nothingToDo(Plan plan, RunStarter.Prepared prepared) {
    return plan.nodes().stream()
        .allMatch(
            node -> {
              for (int i = 0; i < node.size(); i++) {
                if (prepared.freshness().verdict(node, i).runs()) {
                  return false;
                }
              }
              return true;
            });
  }

  private ExitCode drive(
      ParseResult parsed,
      Console console,
      RunStarter starter,
      RunStarter.Prepared prepared,
      Compilation compilation)
      throws IOException {
    Plan plan = starter.plan();
    RunFolder folder = prepared.folder();
    starter.write(folder, compilation.sources());
    folder.becomeLatest();
    new Runs(console).note(folder.path().getParent());
    boolean iterative = Options.value(parsed, "--executor", "").equals(ExecutorNames.ITERATIVE);
    int cores = Options.number(parsed, "-j", 1, Runtime.getRuntime().availableProcessors());
    var slots = new Slots(iterative ? 1 : cores, Machine.memory());
    Optional<OutputStream> screen = iterative ? Optional.of(console.out()) : Optional.empty();
    try (var executor = new LocalExecutor(screen)) {
      var jobs = new LocalJobs(folder, starter.workFolder(), executor);
      jobs.write(plan);
      Journal journal = Journal.open(folder.journal(), Clock.systemUTC());
      var opened =
          new Event.Opened(
              plan.workflow().name(),
              PlanJson.hash(plan),
              jobs.host(),
              ProcessHandle.current().pid());
      journal.append(opened);
      prepared.state().apply(opened);
      boolean quiet = Options.has(parsed, "--quiet");
      boolean verbose = Options.has(parsed, "--verbose");
      boolean live = console.colorErr() && !iterative && !quiet && !verbose;
      RunObserver display = Displays.of(console, live, quiet, verbose, Again.of(parsed));
      var driver =
          new Driver(
              plan,
              jobs,
              journal,
              prepared,
              new Driver.Options(slots, Options.has(parsed, "--fail-fast"), display));
      return exitCode(drive(driver));
    }
  }

  /** Runs the driver; a person's Ctrl-C or a kill lets it end its children first. */
  private static RunObserver.Outcome drive(Driver driver) throws IOException {
    var left = new CountDownLatch(1);
    var hook =
        new Thread(
            () -> {
              driver.stop();
              try {
                left.await(SECONDS_TO_LEAVE, TimeUnit.SECONDS);
              } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
              }
            },
            "leave");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return driver.run();
    } catch (InterruptedException impossible) {
      Thread.currentThread().interrupt();
      return RunObserver.Outcome.STOPPED;
    } finally {
      left.countDown();
    }
  }

  private static ExitCode exitCode(RunObserver.Outcome outcome) {
    return switch (outcome) {
      case DONE -> ExitCode.DONE;
      case FAILED -> ExitCode.JOBS_FAILED;
      case STOPPED -> ExitCode.INTERRUPTED;
    };
  }
}
