package hdw.cli;

import hdw.compile.Compilation;
import hdw.compile.Compiler;
import hdw.executor.ByHand;
import hdw.executor.RenderedFile;
import hdw.executor.Rendering;
import hdw.model.Executor;
import hdw.plan.Plan;
import hdw.run.LocalJobs;
import hdw.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
            "hdw render analysis.hdw -o submit --site lxplus");
    Options.text(
        spec, "DIR", "writes there (default: WORKFLOW-submit in this folder)", "-o", "--output");
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
    String name = Options.value(parsed, "--output", plan.get().workflow().name() + "-submit");
    Path folder = console.folder().resolve(name);
    refuseFull(folder, name, parsed);
    String workFolder = workFolder(file, folder);
    refuseOdd(plan.get(), workFolder);
    Rendering rendering = Rendering.of(plan.get());
    write(rendering, folder);
    if (!Options.has(parsed, "--quiet")) {
      console.say(
          "wrote " + rendering.files().size() + " files into " + name + ": nothing was submitted");
      console.say("to submit it, each when what it comes after is done:");
    }
    ByHand.of(plan.get(), name, workFolder).forEach(console.out()::println);
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

  private static void refuseOdd(Plan plan, String workFolder) throws IOException {
    boolean htcondor =
        plan.nodes().stream()
            .flatMap(node -> node.requests().stream())
            .anyMatch(each -> each.executor() == Executor.HTCONDOR);
    if (htcondor && !ByHand.isPlain(workFolder)) {
      throw new IOException(
          "condor_submit cannot be told that jobs are to work in `"
              + workFolder
              + "`; -o DIR with a folder beside the workflow's file makes that `..`");
    }
  }

  private static void write(Rendering rendering, Path folder) throws IOException {
    var target = new RunFolder(folder);
    for (String each : rendering.folders()) {
      Files.createDirectories(target.file(each));
    }
    for (RenderedFile each : rendering.files()) {
      LocalJobs.write(target, each);
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
