package hdw.compile;

import hdw.analysis.Analyzer;
import hdw.analysis.Overrides;
import hdw.ast.SourceFile;
import hdw.catalog.Catalog;
import hdw.catalog.CatalogReader;
import hdw.catalog.Surroundings;
import hdw.diagnostic.Diagnostics;
import hdw.graph.GraphBuilder;
import hdw.model.Workflow;
import hdw.plan.Plan;
import hdw.plan.Planner;
import hdw.plan.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles a workflow file to a plan. */
public final class Compiler {
  private final Map<String, String> environment;
  private final Surroundings.Shell shell;

  /** A compiler whose look-ups see this environment and run commands in this shell. */
  public Compiler(Map<String, String> environment, Surroundings.Shell shell) {
    this.environment = environment;
    this.shell = shell;
  }

  /**
   * Compiles a file; each phase runs only where those before it found no error.
   *
   * @throws IOException when the file itself cannot be read
   */
  public Compilation compile(Path file, Options options) throws IOException {
    var diagnostics = new Diagnostics();
    List<SourceFile> files = new FileLoader(diagnostics).load(file, options.overrides().site());
    if (diagnostics.hasErrors()) {
      return new Compilation(files, Optional.empty(), Optional.empty(), diagnostics.all());
    }
    Workflow workflow = Analyzer.analyze(files, options.overrides(), diagnostics);
    Optional<Plan> plan = Optional.empty();
    if (!diagnostics.hasErrors() && !options.offline()) {
      var world = new Surroundings(folder(file), environment, shell);
      Catalog catalog = CatalogReader.read(workflow, world, options.limit(), diagnostics);
      if (!diagnostics.hasErrors()) {
        plan =
            GraphBuilder.build(workflow, catalog, diagnostics)
                .filter(graph -> !diagnostics.hasErrors())
                .flatMap(graph -> Planner.plan(workflow, catalog, graph, diagnostics))
                .map(whole -> Selection.of(whole, options.only(), diagnostics));
      }
    }
    return new Compilation(files, Optional.of(workflow), plan, diagnostics.all());
  }

  /** The folder of a workflow's file, in which its jobs start. */
  public static Path folder(Path file) {
    return file.toAbsolutePath().normalize().getParent();
  }

  /**
   * How to compile.
   *
   * @param offline whether to look nothing up, and so to stop before samples
   * @param limit the most files to take of each sample
   * @param only the tasks, samples or nodes to take; all where it is empty
   */
  public record Options(Overrides overrides, boolean offline, int limit, List<String> only) {
    /** Nothing special. */
    public static final Options PLAIN =
        new Options(Overrides.NONE, false, Integer.MAX_VALUE, List.of());
  }
}
