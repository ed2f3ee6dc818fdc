package hdw.run;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Source;
import hdw.model.Executor;
import hdw.model.Resource;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.rules.Request;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
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
   */
  public record Options(boolean anew, Set<String> redo, boolean adopt, boolean overwrite) {}

  /**
   * A run that can begin.
   *
   * @param state what its journal says so far; empty for a new run
   * @param goesOn whether it is the last run, unfinished
   */
  public record Prepared(RunFolder folder, Freshness freshness, RunState state, boolean goesOn) {
    /** The same in the folder that a dry run made. */
    public Prepared in(RunFolder rendered) {
      return new Prepared(rendered, freshness, new RunState(), false);
    }
  }

  private final Plan plan;
  private final Path home;
  private final Path workFolder;
  private final Clock clock;

  /**
   * A starter of runs.
   *
   * @param home the folder of runs
   * @param workFolder the workflow's folder
   */
  public RunStarter(Plan plan, Path home, Path workFolder, Clock clock) {
    this.plan = plan;
    this.home = home;
    this.workFolder = workFolder;
    this.clock = clock;
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
   * Keeps other drivers of this workflow out for as long as the lock is held.
   *
   * @throws IOException where another one holds it, or the folder cannot be written
   */
  public FileLock lock() throws IOException {
    try {
      Files.createDirectories(home);
    } catch (AccessDeniedException denied) {
      throw new IOException(
          "`" + home + "` cannot be written; keep the run's folder elsewhere with --run-dir DIR",
          denied);
    }
    FileChannel channel =
        FileChannel.open(
            home.resolve(plan.workflow().name() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
    } catch (OverlappingFileLockException held) {
      // said below
    }
    channel.close();
    throw new IOException(
        "another hdw runs workflow `"
            + plan.workflow().name()
            + "` now; hdw status shows how far it is");
  }

  /**
   * Compares the plan with the last run; what stands in the way is reported, and then nothing can
   * begin.
   */
  public Optional<Prepared> prepare(Options options, Diagnostics diagnostics) throws IOException {
    reportExecutors(diagnostics);
    Optional<RunFolder> last = last();
    RunState before = last.isPresent() ? RunState.read(last.get().journal()) : new RunState();
    Set<String> redo =
        options.anew()
            ? plan.workflow().tasks().stream().map(each -> each.name()).collect(Collectors.toSet())
            : options.redo();
    Freshness freshness = judged(before, redo, options.adopt());
    if (!options.overwrite()) {
      freshness.reportStrangers(diagnostics);
    }
    if (diagnostics.hasErrors()) {
      return Optional.empty();
    }
    boolean goesOn =
        last.isPresent()
            && !options.anew()
            && options.redo().isEmpty()
            && !before.closed().equals(Optional.of("done"))
            && samePlan(last.get());
    return Optional.of(
        goesOn
            ? new Prepared(last.get(), freshness, before, true)
            : new Prepared(newFolder(), freshness, new RunState(), false));
  }

  /** What the last run left of this plan. */
  public Freshness compare() throws IOException {
    Optional<RunFolder> last = last();
    return judged(
        last.isPresent() ? RunState.read(last.get().journal()) : new RunState(), Set.of(), false);
  }

  private Freshness judged(RunState before, Set<String> redo, boolean adopt) throws IOException {
    var freshness = new Freshness(plan, before, redo, adopt, workFolder);
    freshness.judge();
    return freshness;
  }

  private boolean samePlan(RunFolder folder) throws IOException {
    return Files.exists(folder.plan())
        && Files.readString(folder.plan()).equals(PlanJson.text(plan));
  }

  private void reportExecutors(Diagnostics diagnostics) {
    for (NodePlan node : plan.nodes()) {
      for (Request each : node.requests()) {
        if (each.executor() != Executor.LOCAL) {
          diagnostics.add(
              Diagnostic.of(
                      Code.HDW0702,
                      each.span(Resource.EXECUTOR).orElse(node.node().task().span()),
                      "jobs cannot be sent to `" + each.executor().word() + "` yet")
                  .hint(
                      "`hdw run FILE -n` renders all that would be submitted; `--executor local` runs everything here"));
        }
      }
    }
  }

  /** The last run of this workflow that began. */
  private Optional<RunFolder> last() throws IOException {
    if (!Files.isDirectory(home)) {
      return Optional.empty();
    }
    String prefix = plan.workflow().name() + "_";
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

  /** Writes down what was asked for: the plan, the workflow's file and all that it uses. */
  public void write(RunFolder folder, List<Source> files) throws IOException {
    Files.createDirectories(folder.path());
    Files.writeString(folder.plan(), PlanJson.text(plan));
    Files.writeString(folder.file("workflow.hdw"), files.get(0).text());
    for (Source each : files.subList(1, files.size())) {
      Path used = Path.of(each.name()).getFileName();
      Path target = folder.file("used").resolve(used);
      Files.createDirectories(target.getParent());
      Files.writeString(target, each.text());
    }
  }
}
