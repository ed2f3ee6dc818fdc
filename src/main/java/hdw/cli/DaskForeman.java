package hdw.cli;

import hdw.compile.Compilation;
import hdw.compile.Compiler;
import hdw.diagnostic.DiagnosticPrinter;
import hdw.executor.BatchSystem;
import hdw.executor.dask.Foreman;
import hdw.model.Executor;
import hdw.plan.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Gives a cluster of Dask its workers: jobs of a workflow that hdw wrote, in a batch system. */
final class DaskForeman implements Foreman {
  @Override
  public Plan compile(Path file) throws IOException {
    Compilation compilation =
        new Compiler(Map.of(), (line, at) -> List.of(), files -> List.of())
            .compile(file, Compiler.Options.PLAIN);
    return compilation
        .plan()
        .filter(each -> !compilation.hasErrors())
        .orElseThrow(
            () ->
                new IOException(
                    "the workers of Dask cannot be planned:\n"
                        + new DiagnosticPrinter(false).print(compilation.diagnostics())));
  }

  @Override
  public BatchSystem open(Executor executor, Path folder, String token) throws IOException {
    return BatchSystems.open(executor, folder, token);
  }
}
