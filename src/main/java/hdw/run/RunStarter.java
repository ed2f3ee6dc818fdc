package hdw.run;

import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Source;
import hdw.executor.RenderedFile;
import hdw.executor.local.LocalExecutor;
import hdw.executor.vanilla.Documents;
import hdw.plan.Cuts;
import hdw.plan.Plan;
import hdw.plan.Planner;
import hdw.rules.Raised;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds out what a run of a plan has to do: goes on with the last run, or takes over what it left.
 */
public final class RunStarter {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss", Locale.ROOT);

  /**
   * How to begin.
   *
   * @param anew whether nothing of earlier runs counts
   * @param redo tasks whose results do not count
   * @param adopt whether outputs that no run made count as results
   * @param overwrite whether outputs that no run made may be replaced
   * @param continuation what happens to the jobs that failed
   */
  public record Options(
      boolean anew,
      Set<String> redo,
      boolean adopt,
      boolean overwrite,
      Continuation continuation) {}

  /**
   * A run that can begin.
   *
   * @param plan what is to be run: the workflow's plan with the chunks cut that the last run cut
   * @param state what its journal says so far; empty for a new run
   * @param compiled the plan as it was before anything was cut: it stays the same when a driver
   *     dies in the middle of a cut
   * @param heritage what the last run left that is none of this one
   * @param cuts the chunks that are cut in {@code plan}
   * @param goesOn whether it is the last run, unfinished
   */
  public record Prepared(
      RunFolder folder,
      Plan plan,
      Plan compiled,
      Freshness freshness,
      Heritage heritage,
      RunState state,
      Cuts cuts,
      boolean goesOn,
      Continuation continuation) {

    /** The same in the folder that a dry run made. */
    public Prepared in(RunFolder rendered) {
      return new Prepared(
          rendered, plan, compiled, freshness, heritage, new RunState(), cuts, false, continuation);
    }

    /** The name of the compiled plan in the journal. */
    public String planHash() throws IOException {
      return PlanJson.hash(compiled);
    }

    /** Whether no job has to run, and nothing is to be written down. */
    public boolean hasNothingToDo() {
      return freshness.findsNothingToDo();
    }

    boolean triesAgain(String job) {
      return continuation.triesAgain(job);
    }

    List<Raised> raised() {
      return continuation.raised();
    }

    /**
     * The names of what stays paused.
     *
     * @param bursts whether bursts pause at all
     */
    Set<String> pausedBefore(boolean bursts) {
      return continuation.goOn()
          ? Set.of()
          : state.paused().values().stream()
              .filter(each -> bursts || each.canary())
              .map(Event.Paused::name)
              .collect(Collectors.toSet());
    }

    /**
     * The names of what a person let go on, now or before: it is not paused again, unless what
     * failed is tried again and fails like that once more.
     */
    Set<String> letGoOn() {
      if (continuation.tries() != Continuation.Tries.NONE) {
        return Set.of();
      }
      Set<String> names = new HashSet<>(state.wentOn());
      names.addAll(goesOnPast());
      return names;
    }

    /** The names of what was paused and goes on now. */
    Set<String> goesOnPast() {
      return continuation.goOn() ? Set.copyOf(state.paused().keySet()) : Set.of();
    }
  }

  private final Plan plan;
  private final Plan compiled;
  private final Path home;
  private final Path workFolder;
  private final Clock clock;
  private final Optional<RunFolder> last;
  private final RunState before;

  private RunStarter(
      Plan compiled, Path home, Path workFolder, Clock clock, Optional<RunFolder> last)
      throws IOException {
    this.home = home;
    this.workFolder = workFolder;
    this.clock = clock;
    this.last = last;
    this.before = last.isPresent() ? RunState.read(last.get().journal()) : new RunState();
    this.compiled = compiled;
    this.plan =
        before.cuts().isEmpty()
            ? compiled
            : Planner.recut(compiled, before.cuts(), new Diagnostics()).orElse(compiled);
  }

  /**
   * A starter of runs; chunks that the last run cut stay cut.
   *
   * @param home the folder of runs
   * @param workFolder the workflow's folder
   */
  public static RunStarter of(Plan compiled, Path home, Path workFolder, Clock clock)
      throws IOException {
    return new RunStarter(
        compiled, home, workFolder, clock, last(compiled.workflow().name(), home));
  }

  /** Loads what takes Java long, such as time zones: from any thread, before it is needed. */
  public static void getReady() {
    var zone = ZoneId.systemDefault();
    var unused = new Hash().add(STAMP.format(LocalDateTime.now(zone))).text();
  }

  /** The plan to run. */
  public Plan plan() {
    return plan;
  }

  /** The workflow's folder, in which jobs start. */
  public Path workFolder() {
    return workFolder;
  }

  /**
   * Keeps other drivers of a workflow out for as long as the lock is held. It is to be taken before
   * the last run is looked at, which another driver may be changing.
   *
   * @param home the folder of runs
   * @throws IOException where another one holds it, or the folder cannot be written
   */
  public static RunLock lock(Path home, String workflow) throws IOException {
    try {
      Files.createDirectories(home);
      return RunLock.take(home, workflow);
    } catch (AccessDeniedException denied) {
      throw new IOException(
          "`" + home + "` cannot be written; keep the run's folder elsewhere with --run-dir DIR",
          denied);
    }
  }

  /**
   * Compares the plan with the last run; what stands in the way is reported, and then nothing can
   * begin.
   *
   * @throws IOException where jobs of a run that is to be left behind still run
   */
  public Optional<Prepared> prepare(Options options, Systems systems, Diagnostics diagnostics)
      throws IOException {
    Set<String> redo =
        options.anew()
            ? plan.workflow().tasks().stream().map(each -> each.name()).collect(Collectors.toSet())
            : options.redo();
    Freshness freshness = judged(redo, options.adopt());
    if (!options.overwrite()) {
      freshness.reportStrangers(diagnostics);
    }
    if (diagnostics.hasErrors()) {
      return Optional.empty();
    }
    boolean goesOn = !options.anew() && options.redo().isEmpty() && isUnfinished();
    if (!goesOn) {
      refuseWhileJobsLive(systems);
    }
    return Optional.of(
        new Prepared(
            goesOn ? last.get() : newFolder(),
            plan,
            compiled,
            freshness,
            new Heritage(before, last.map(RunFolder::name).orElse(""), plan.workflow(), redo),
            goesOn ? before : new RunState(),
            before.cuts(),
            goesOn,
            options.continuation()));
  }

  /** Whether the last run is one of this very plan, and not done yet. */
  public boolean isUnfinished() throws IOException {
    return last.isPresent()
        && !before.closed().equals(Optional.of("done"))
        && before.opened().map(Event.Opened::planHash).equals(Optional.of(PlanJson.hash(compiled)));
  }

  /** What the last run left of this plan. */
  public Freshness compare() throws IOException {
    return judged(Set.of(), false);
  }

  private Freshness judged(Set<String> redo, boolean adopt) throws IOException {
    var freshness = new Freshness(plan, before, redo, adopt, workFolder);
    freshness.judge();
    return freshness;
  }

  /** Jobs that a dead driver left write where a new run would write too. */
  private void refuseWhileJobsLive(Systems systems) throws IOException {
    if (last.isPresent()) {
      RunFolder folder = last.get();
      refuse(LocalExecutor.left(folder.token()).size(), "still run here", folder);
      var queues = new LeftInQueues(folder, before, systems);
      if (queues.mayBe()) {
        refuse(queues.count(), "are still in the queue", folder);
      }
    }
  }

  private static void refuse(int living, String where, RunFolder folder) throws IOException {
    if (living > 0) {
      throw new IOException(
          living
              + (living == 1 ? " job" : " jobs")
              + " of run "
              + folder.name()
              + " "
              + where
              + ", though its driver is gone; hdw resume "
              + folder.name()
              + " goes on with them, hdw cancel "
              + folder.name()
              + " ends them");
    }
  }

  /** The last run of a workflow that began. */
  public static Optional<RunFolder> last(String workflow, Path home) throws IOException {
    if (!Files.isDirectory(home)) {
      return Optional.empty();
    }
    String prefix = workflow + "_";
    try (Stream<Path> entries = Files.list(home)) {
      return entries
          .filter(
              each ->
                  each.getFileName().toString().startsWith(prefix) && !Files.isSymbolicLink(each))
          .filter(
              each ->
                  each.getFileName()
                      .toString()
                      .substring(prefix.length())
                      .matches("\\d{8}_\\d{6}(\\.\\d+)?"))
          .map(RunFolder::new)
          .filter(each -> Files.exists(each.journal()))
          .max((one, other) -> one.name().compareTo(other.name()));
    }
  }

  /** A folder for a new run, named after the workflow and the time. */
  public RunFolder newFolder() throws IOException {
    Files.createDirectories(home);
    String name = plan.workflow().name() + "_" + STAMP.format(LocalDateTime.now(clock));
    for (int i = 1; ; i++) {
      Path path = home.resolve(i == 1 ? name : name + "." + i);
      if (!Files.exists(path)) {
        return new RunFolder(path);
      }
    }
  }

  /**
   * Writes down what was asked for: the plan, the workflow's file and all that it uses.
   *
   * @param recut whether the chunks of before are forgotten where the plan has others
   */
  public void write(RunFolder folder, List<Source> files, boolean recut) throws IOException {
    Files.createDirectories(folder.path());
    if (plan.workflow().layout().isVanilla()) {
      VanillaFolder.make(plan.workflow().layout(), folder, workFolder);
    }
    folder.write(plan);
    for (RenderedFile each : Documents.of(plan)) {
      folder.write(each);
    }
    ChunkTable before = ChunkTable.read(last.orElse(folder));
    (recut ? before.without(plan) : before).write(plan, folder);
    Files.writeString(folder.file("workflow.hdw"), files.get(0).text());
    for (Source each : files.subList(1, files.size())) {
      Path used = Path.of(each.name()).getFileName();
      Path target = folder.file("used").resolve(used);
      Files.createDirectories(target.getParent());
      Files.writeString(target, each.text());
    }
  }
}
