package hdw.cli;

import hdw.catalog.Catalog;
import hdw.catalog.Surroundings;
import hdw.compile.Compilation;
import hdw.compile.Compiler;
import hdw.diagnostic.Diagnostic;
import hdw.executor.local.ShellLookUp;
import hdw.model.Case;
import hdw.model.Workflow;
import hdw.plan.Plan;
import hdw.rules.Cases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw test}: runs the cases of a file, which are tests of its rules. */
final class TestCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "test",
            "Runs the cases of a file: tests of what its rules do when a job fails.",
            "hdw test analysis.hdw",
            "hdw test rules/standard   the cases of the rules that hdw ships");
    CompileOptions.addTo(spec);
    Options.argument(spec, "FILE", "1..*", "workflow files, or files of rules");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) throws IOException {
    int all = 0;
    var problems = new ArrayList<Diagnostic>();
    for (String each : Options.arguments(parsed)) {
      Optional<Compilation> compilation = compiled(each, parsed, console);
      if (compilation.isEmpty()) {
        return ExitCode.WORKFLOW_ERRORS;
      }
      List<Case> cases = cases(compilation.get());
      all += cases.size();
      problems.addAll(run(compilation.get(), cases, CompileOptions.existing(each), console));
    }
    console.tell(problems);
    console
        .out()
        .println(
            problems.isEmpty()
                ? count(all) + ", all as expected"
                : count(all) + ", " + problems.size() + " not as expected");
    return problems.isEmpty() ? ExitCode.DONE : ExitCode.WORKFLOW_ERRORS;
  }

  private static String count(int cases) {
    return cases + (cases == 1 ? " case" : " cases");
  }

  /** Nothing is looked up unless a case names a sample. */
  private static Optional<Compilation> compiled(String file, ParseResult parsed, Console console)
      throws IOException {
    Optional<Compilation> read = CompileOptions.compile(file, parsed, Depth.OFFLINE, console);
    boolean samples =
        read.isPresent()
            && cases(read.get()).stream().anyMatch(each -> each.given().containsKey("sample"));
    return samples ? CompileOptions.compile(file, parsed, Depth.AS_NEEDED, console) : read;
  }

  /** The cases of the file itself and of what it uses, without those that hdw ships. */
  private static List<Case> cases(Compilation compilation) {
    String own = compilation.sources().get(0).name();
    return compilation.workflow().orElseThrow().cases().stream()
        .filter(
            each -> {
              String name = each.span().source().name();
              return name.equals(own) || Files.exists(Path.of(name));
            })
        .toList();
  }

  private static List<Diagnostic> run(
      Compilation compilation, List<Case> tests, Path file, Console console) {
    Workflow workflow = compilation.workflow().orElseThrow();
    var cases = new Cases(workflow, catalog(compilation, file, console));
    var problems = new ArrayList<Diagnostic>();
    for (Case each : tests) {
      Optional<Diagnostic> problem = cases.problem(each);
      console.out().println((problem.isEmpty() ? "ok     " : "not ok ") + each.name());
      problem.ifPresent(problems::add);
    }
    return problems;
  }

  private static Catalog catalog(Compilation compilation, Path file, Console console) {
    return compilation
        .plan()
        .map(Plan::catalog)
        .orElseGet(
            () ->
                new Catalog(
                    Map.of(),
                    List.of(),
                    new Surroundings(
                        Compiler.folder(file), console.environment(), new ShellLookUp())));
  }
}
