package hdw.compile;

import hdw.analysis.Analyzer;
import hdw.analysis.Overrides;
import hdw.ast.SourceFile;
import hdw.catalog.Catalog;
import hdw.catalog.CatalogReader;
import hdw.catalog.Surroundings;
import hdw.diagnostic.Diagnostics;
import hdw.graph.GraphBuilder;
import hdw.graph.WorkflowGraph;
import hdw.model.Workflow;
import hdw.parse.WorkflowParser;
import hdw.plan.Past;
import hdw.plan.Plan;
import hdw.plan.Planner;
import hdw.plan.Selection;
import hdw.scan.Crew;
import hdw.scan.Scan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles a workflow file to a plan. */
public final class Compiler {
  private final Map<String, String> environment;
  private final Surroundings.Shell shell;
  private final Surroundings.Folders folders;
  private final Scan scan;

  /**
   * A compiler whose look-ups see this environment and run commands in this shell.
   *
   * @param scan counts the events of files, where a workflow asks for them
   */
  public Compiler(Map<String, String> environment, Surroundings.Shell shell, Scan scan) {
    this(environment, shell, Surroundings.Folders.NONE, scan);
  }

  /**
   * The same with a network.
   *
   * @param folders lists the folders of servers
   */
  public Compiler(
      Map<String, String> environment,
      Surroundings.Shell shell,
      Surroundings.Folders folders,
      Scan scan) {
    this.environment = environment;
    this.shell = shell;
    this.folders = folders;
    this.scan = scan;
  }

  /** Does what every compilation needs, whatever its file says: from any thread, before it. */
  public static void getReady() {
    WorkflowParser.getReady();
    Crew.start("none", 0, 0, i -> {}).join(); // those who look for the files of samples
  }

  /**
   * Compiles a file; each phase runs only where those before it found no error.
   *
   * @throws IOException when the file itself cannot be read
   */
  public Compilation compile(Path file, Options options) throws IOException {
    var diagnostics = new Diagnostics();
    List<SourceFile> files = new FileLoader(diagnostics).load(file, options.overrides());
    if (diagnostics.hasErrors()) {
      return new Compilation(files, Optional.empty(), Optional.empty(), diagnostics.all());
    }
    Workflow workflow = Analyzer.analyze(files, options.overrides(), diagnostics);
    Optional<Plan> plan = Optional.empty();
    if (!diagnostics.hasErrors() && !options.offline()) {
      var world = new Surroundings(folder(file), environment, shell, folders);
      Catalog catalog = CatalogReader.read(workflow, world, options.looks().files(), diagnostics);
      if (!diagnostics.hasErrors()) {
        plan = plan(workflow, catalog, options, diagnostics);
      }
    }
    return new Compilation(files, Optional.of(workflow), plan, diagnostics.all());
  }

  private Optional<Plan> plan(
      Workflow workflow, Catalog catalog, Options options, Diagnostics diagnostics) {
    var events = new EventPhase(workflow, scan, options, diagnostics);
    Catalog before = events.beforeGraph(catalog);
    Optional<WorkflowGraph> sketch = graph(workflow, before, diagnostics);
    if (sketch.isEmpty()) {
      return Optional.empty();
    }
    Optional<Catalog> counted = events.forPlan(before, sketch.get());
    Catalog last = counted.orElse(before);
    // nodes hold their samples
    Optional<WorkflowGraph> graph = counted.isEmpty() ? sketch : graph(workflow, last, diagnostics);
    Past past = options.past().of(workflow.name());
    return graph
        .flatMap(each -> Planner.plan(workflow, last, each, past, diagnostics))
        .map(whole -> Selection.of(whole, options.only(), diagnostics));
  }

  private static Optional<WorkflowGraph> graph(
      Workflow workflow, Catalog catalog, Diagnostics diagnostics) {
    return diagnostics.hasErrors()
        ? Optional.empty()
        : GraphBuilder.build(workflow, catalog, diagnostics)
            .filter(graph -> !diagnostics.hasErrors());
  }

  /** The folder of a workflow's file, in which its jobs start. */
  public static Path folder(Path file) {
    return file.toAbsolutePath().normalize().getParent();
  }

  /**
   * How to compile.
   *
   * @param offline whether to look nothing up, and so to stop before samples
   * @param only the tasks, samples or nodes to take; all where it is empty
   * @param looks at how much of the samples to look
   * @param past what earlier runs left
   */
  public record Options(
      Overrides overrides, boolean offline, List<String> only, Looks looks, PastRuns past) {
    /** Nothing special. */
    public static final Options PLAIN =
        new Options(Overrides.NONE, false, List.of(), Looks.ALL, workflow -> Past.NONE);

    /** Nothing is looked up. */
    public static Options offline(Overrides overrides) {
      return new Options(overrides, true, List.of(), Looks.ALL, workflow -> Past.NONE);
    }

    /** Everything is looked up, and nothing was before. */
    public static Options of(Overrides overrides) {
      return new Options(overrides, false, List.of(), Looks.ALL, workflow -> Past.NONE);
    }
  }

  /**
   * At how much of the samples to look.
   *
   * @param files the most files to take of each sample
   * @param events the most events to take of each sample
   * @param intoFiles whether to look into ROOT files though nothing in the plan hangs on them
   */
  public record Looks(int files, long events, boolean intoFiles) {
    /** All of them, and into them where something hangs on it. */
    public static final Looks ALL = new Looks(Integer.MAX_VALUE, Long.MAX_VALUE, false);
  }

  /** Finds what the last run of a workflow left. */
  @FunctionalInterface
  public interface PastRuns {
    /** What the last run of the workflow of this name left. */
    Past of(String workflow);
  }
}
