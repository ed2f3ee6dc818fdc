package hdw.cli;

import hdw.insight.Insight;
import hdw.report.Report;
import hdw.report.ReportFile;
import hdw.report.Teller;
import hdw.run.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw report}: a run in one HTML file. */
final class ReportCommand implements Command {
  private static final String STANDARD_OUTPUT = "-";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "report",
            "Tells of a run in one HTML file, which needs nothing beside it.",
            "hdw report",
            "hdw report first_20261122 -o for-the-logbook.html");
    Options.text(
        spec,
        "FILE",
        "writes it there (default: the run's name with .html, in this folder; -: standard output)",
        "-o",
        "--output");
    Options.argument(spec, "RUN", "0..1", "the run (default: the latest)");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) throws IOException {
    RunFolder folder = new Runs(console).named(parsed);
    String output = Options.value(parsed, "-o", folder.name() + ".html");
    Path file = console.folder().resolve(output);
    boolean isPrinted = output.equals(STANDARD_OUTPUT);
    if (!isPrinted && !ReportFile.mayBeWritten(file)) {
      throw new UsageException(
          "`" + output + "` is there and is no report of hdw; name another file with -o");
    }
    var teller =
        new Teller(Version.text(), WorkFolder.of(folder).git(console), ZoneId.systemDefault());
    String report = Report.text(Insight.of(folder), teller);
    if (isPrinted) {
      console.out().write(report.getBytes(StandardCharsets.UTF_8));
    } else {
      ReportFile.write(file, report);
      console.out().println("wrote " + output);
    }
    console.out().flush();
    return ExitCode.DONE;
  }
}
