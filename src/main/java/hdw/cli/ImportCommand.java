package hdw.cli;

import hdw.diagnostic.Diagnostics;
import hdw.higgsdna.ImportedWorkflow;
import hdw.higgsdna.JobOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw import higgsdna}: a workflow from HiggsDNA's analysis JSON. */
final class ImportCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "import",
            "Writes a workflow that does what run_analysis.py does with an analysis JSON.",
            "hdw import higgsdna analysis.json --executor vanilla_lxplus --queue longlunch --dump /eos/...",
            "hdw import higgsdna analysis.json -- --skipbadfiles --nano-version 12   behind --: for each job");
    Options.text(
        spec, "FILE", "writes there, - on standard output; else beside the JSON", "--output");
    Options.flag(spec, "replaces a file that is there", "--overwrite");
    ImportOptions.addTo(spec);
    Options.argument(spec, "higgsdna FILE", "0..*", "HiggsDNA's analysis JSON");
    spec.usageMessage()
        .customSynopsis("hdw import [options] higgsdna FILE [-- OPTION OF run_analysis.py...]");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) throws IOException {
    JobOptions options = ImportOptions.read(parsed);
    List<String> words = Options.arguments(parsed);
    if (!words.get(0).equals("higgsdna")) {
      throw new UsageException("hdw imports from `higgsdna`, not from `" + words.get(0) + "`");
    }
    Path analysis = console.folder().resolve(words.get(1));
    if (!Files.isRegularFile(analysis)) {
      throw new IOException("there is no file `" + words.get(1) + "`");
    }
    String output = Options.value(parsed, "--output", beside(words.get(1)));
    boolean printed = output.equals("-");
    Path target = printed ? analysis : console.folder().resolve(output);
    if (!printed && Files.exists(target) && !Options.has(parsed, "--overwrite")) {
      throw new UsageException("`" + output + "` is already there; --overwrite replaces it");
    }
    var diagnostics = new Diagnostics();
    var places = new ImportedWorkflow.Places(analysis, target.resolveSibling(""), console.folder());
    Optional<String> workflow = ImportedWorkflow.of(places, options, diagnostics);
    console.tell(diagnostics.all());
    if (workflow.isEmpty()) {
      return ExitCode.WORKFLOW_ERRORS;
    }
    if (printed) {
      console.out().print(workflow.get());
    } else {
      write(target, workflow.get(), Options.has(parsed, "--overwrite"));
      console.say("wrote " + output + "; hdw plan " + output + " shows what would run");
    }
    return ExitCode.DONE;
  }

  private static String beside(String file) {
    return file.replaceFirst("\\.json$", "") + ".hdw";
  }

  private static void write(Path target, String text, boolean overwrite) throws IOException {
    Files.writeString(
        target,
        text,
        StandardOpenOption.WRITE,
        overwrite ? StandardOpenOption.CREATE : StandardOpenOption.CREATE_NEW,
        StandardOpenOption.TRUNCATE_EXISTING);
  }
}
