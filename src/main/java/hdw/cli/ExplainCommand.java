package hdw.cli;

import hdw.diagnostic.Code;
import hdw.diagnostic.Pages;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw explain}: the long text of a message. */
final class ExplainCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command("explain", "Shows the long text of a message.", "hdw explain HDW0301");
    Options.argument(spec, "CODE", "0..*", "codes of messages; without one, all codes are listed");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) throws IOException {
    if (Options.arguments(parsed).isEmpty()) {
      for (Code each : Code.values()) {
        console.out().println(each + "  " + each.severity().word() + "  " + each.title());
      }
      return ExitCode.DONE;
    }
    for (String each : Options.arguments(parsed)) {
      String wanted = each.toUpperCase(Locale.ROOT);
      Optional<Code> code =
          Arrays.stream(Code.values())
              .filter(one -> one.name().equals(wanted) || one.name().equals("HDW" + wanted))
              .findFirst();
      if (code.isEmpty()) {
        throw new UsageException("there is no message `" + each + "`");
      }
      console.out().print(Pages.page(code.get()));
    }
    return ExitCode.DONE;
  }
}
