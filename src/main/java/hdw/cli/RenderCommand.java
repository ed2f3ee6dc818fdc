package hdw.cli;

import hdw.compile.Compilation;
import hdw.compile.Compiler;
import hdw.executor.ByHand;
import hdw.executor.Rendering;
import hdw.model.Executor;
import hdw.plan.Plan;
import hdw.rules.Request;
import hdw.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw render}: the submit files alone, for those who submit by hand. */
final class RenderCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "render",
            "Writes the submit files alone into a folder, and says how to submit them by hand.",
            "hdw render analysis.hdw",
            "hdw render analysis.hdw -o submit --site lxplus",
            "hdw render analysis.hdw --dagman      a .dag file for condor_submit_dag");
    Options.flag(spec, "writes a workflow for HTCondor's DAGMan, a node for each job", "--dagman");
    Options.text(
        spec, "DIR", "writes there (default: WORKFLOW-submit here, or -dagman)", "-o", "--output");
    Options.flag(spec, "writes into a folder that is not empty; other files stay", "--force");
    CompileOptions.addTo(spec);
    Options.argument(spec, "FILE", "1", "the workflow's file");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) throws IOException {
    String file = Options.arguments(parsed).get(0);
    Optional<Plan> plan =
        CompileOptions.compile(file, parsed, Depth.AS_NEEDED, console).flatMap(Compilation::plan);
    if (plan.isEmpty()) {
      return ExitCode.WORKFLOW_ERRORS;
    }
    boolean dagman = Options.has(parsed, "--dagman");
    String name =
        Options.value(
            parsed, "--output", plan.get().workflow().name() + (dagman ? "-dagman" : "-submit"));
    Path folder = console.folder().resolve(name);
    refuseFull(folder, name, parsed);
    String workFolder = workFolder(file, folder);
    if (dagman) {
      refuseOthers(plan.get());
    } else {
      refuseOdd(plan.get(), workFolder);
    }
    Rendering rendering =
        dagman ? Rendering.dagman(plan.get(), workFolder) : Rendering.of(plan.get());
    new RunFolder(folder).write(rendering);
    if (!Options.has(parsed, "--quiet")) {
      String files = "wrote " + rendering.files().size() + " files into " + name;
      console.say(files + ": nothing was submitted");
      console.say(
          dagman ? "to submit it:" : "to submit it, each when what it comes after is done:");
    }
    (dagman ? ByHand.dagman(plan.get(), name) : ByHand.of(plan.get(), name, workFolder))
        .forEach(console.out()::println);
    return ExitCode.DONE;
  }

  private static void refuseFull(Path folder, String name, ParseResult parsed) throws IOException {
    if (Options.has(parsed, "--force") || !Files.exists(folder)) {
      return;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.findAny().isPresent()) {
        throw new IOException(
            "`"
                + name
                + "` is not empty; -o DIR writes elsewhere, and --force replaces what is to be"
                + " written there and leaves the rest");
      }
    }
  }

  private static void refuseOthers(Plan plan) {
    Set<Executor> others = executors(plan);
    others.removeAll(Set.of(Executor.HTCONDOR, Executor.LOCAL));
    if (!others.isEmpty()) {
      throw new UsageException(
          "DAGMan is a part of HTCondor, and there are jobs for "
              + others.iterator().next().word()
              + "; --executor htcondor sends all jobs there");
    }
  }

  private static Set<Executor> executors(Plan plan) {
    return plan.nodes().stream()
        .flatMap(node -> node.requests().stream())
        .map(Request::executor)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Executor.class)));
  }

  private static void refuseOdd(Plan plan, String workFolder) throws IOException {
    if (executors(plan).contains(Executor.HTCONDOR) && !ByHand.isPlain(workFolder)) {
      throw new IOException(
          "condor_submit cannot be told that jobs are to work in `"
              + workFolder
              + "`; -o DIR with a folder beside the workflow's file makes that `..`");
    }
  }

  /** The workflow's folder, seen from the one that was written. */
  private static String workFolder(String file, Path folder) throws IOException {
    Path work = Compiler.folder(CompileOptions.existing(file)).toRealPath();
    String seen = real(folder).relativize(work).toString();
    return seen.isEmpty() ? "." : seen;
  }

  /** The one path of a folder that need not be there yet. */
  private static Path real(Path folder) throws IOException {
    Path path = folder.toAbsolutePath().normalize();
    return Files.exists(path) || path.getParent() == null
        ? path.toRealPath()
        : real(path.getParent()).resolve(path.getFileName());
  }
}
