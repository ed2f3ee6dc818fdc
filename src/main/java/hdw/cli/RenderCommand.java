package hdw.cli;

import hdw.compile.Compilation;
import hdw.compile.Compiler;
import hdw.executor.ByHand;
import hdw.executor.RenderedFile;
import hdw.executor.Rendering;
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
    Rendering rendering = Rendering.of(plan.get());
    write(rendering, folder);
    if (!Options.has(parsed, "--quiet")) {
      console.say(
          "wrote " + rendering.files().size() + " files into " + name + ": nothing was submitted");
      console.say("to submit it, each when what it comes after is done:");
    }
    ByHand.of(plan.get(), name, workFolder(file, folder)).forEach(console.out()::println);
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
    String seen = folder.toRealPath().relativize(work).toString();
    return seen.isEmpty() ? "." : seen;
  }
}
