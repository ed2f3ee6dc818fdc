package hdw.cli;

import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Source;
import hdw.parse.WorkflowFormatter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw fmt}: lays files out anew, in place. */
final class FmtCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "fmt",
            "Lays workflow files out anew, in place.",
            "hdw fmt analysis.hdw",
            "hdw fmt --check *.hdw   changes nothing, and ends with 1 where something would change");
    Options.flag(spec, "changes nothing; ends with 1 where something would change", "--check");
    Options.argument(spec, "FILE", "1..*", "workflow files");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) throws IOException {
    boolean right = true;
    for (String each : Options.arguments(parsed)) {
      Path path = CompileOptions.existing(each);
      String text = Files.readString(path);
      var diagnostics = new Diagnostics();
      Optional<String> formatted = WorkflowFormatter.format(new Source(each, text), diagnostics);
      console.tell(diagnostics.all());
      right &= formatted.isPresent();
      if (formatted.isPresent() && !formatted.get().equals(text)) {
        if (Options.has(parsed, "--check")) {
          console.out().println(each);
          right = false;
        } else {
          write(path, formatted.get());
          console.say("formatted " + each);
        }
      }
    }
    return right ? ExitCode.DONE : ExitCode.WORKFLOW_ERRORS;
  }

  /** Replaces a file as a whole, so that a full disk leaves the old one. */
  private static void write(Path path, String text) throws IOException {
    Path real = path.toRealPath();
    Path fresh = Files.createTempFile(real.getParent(), "." + real.getFileName(), ".tmp");
    try {
      Files.writeString(fresh, text);
      Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(real));
      Files.move(fresh, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
