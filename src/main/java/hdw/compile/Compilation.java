package hdw.compile;

import hdw.ast.SourceFile;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Source;
import hdw.model.Workflow;
import hdw.plan.Plan;
import java.util.List;
import java.util.Optional;

/**
 * What came out of compiling.
 *
 * @param files the user's own file first, then those it uses
 * @param workflow as complete as its errors allow; nothing after a syntax error
 * @param plan only where there is no error, and samples were looked up
 */
public record Compilation(
    List<SourceFile> files,
    Optional<Workflow> workflow,
    Optional<Plan> plan,
    List<Diagnostic> diagnostics) {

  /** Copies the lists. */
  public Compilation {
    files = List.copyOf(files);
    diagnostics = List.copyOf(diagnostics);
  }

  /** The texts of the files, in the same order. */
  public List<Source> sources() {
    return files.stream().map(SourceFile::source).toList();
  }

  /** Whether nothing may run. */
  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }
}
