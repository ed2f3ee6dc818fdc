package hdw.cli;

import hdw.diagnostic.Suggestion;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Where hdw starts: finds the command, runs it, and turns what went wrong into words and an exit
 * code.
 */
public final class Main {
  private static final int BUFFER = 1 << 16;

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // options are texts: picocli need not look at each start how Java reads dates
    System.setProperty("picocli.converters.excludes", "java.*");
    PrintStream out = stream(FileDescriptor.out);
    PrintStream err = stream(FileDescriptor.err);
    Console console = Console.of(out, err, System.getenv(), Path.of(""));
    int code = run(arguments, console).number();
    out.flush();
    err.flush();
    System.exit(code);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    var buffered = new java.io.BufferedOutputStream(new FileOutputStream(descriptor), BUFFER);
    return new PrintStream(buffered, descriptor == FileDescriptor.err, StandardCharsets.UTF_8);
  }

  /** Runs one command. */
  static ExitCode run(String[] arguments, Console console) {
    if (arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-V"))) {
      console.out().println(Version.text());
      return ExitCode.DONE;
    }
    var commands = new Commands();
    if (arguments.length == 0 || arguments[0].equals("--help") || arguments[0].equals("-h")) {
      commands.all().usage(arguments.length == 0 ? console.err() : console.out());
      return arguments.length == 0 ? ExitCode.USAGE : ExitCode.DONE;
    }
    String name = arguments[0];
    if (!commands.has(name)) {
      console.say(
          "hdw: there is no command `"
              + name
              + "`"
              + Suggestion.didYouMean(name, commands.names())
                  .map(hint -> "; " + hint)
                  .orElse(", see hdw --help"));
      return ExitCode.USAGE;
    }
    commands.getReady(name);
    return run(commands.command(name), Arrays.copyOfRange(arguments, 1, arguments.length), console);
  }

  private static ExitCode run(Command command, String[] arguments, Console console) {
    var line = Options.line(command.spec());
    boolean debug = Arrays.asList(arguments).contains("--debug");
    try {
      ParseResult parsed = line.parseArgs(arguments);
      if (parsed.isUsageHelpRequested()) {
        line.usage(console.out());
        return ExitCode.DONE;
      }
      return command.run(parsed, console.colored(Options.value(parsed, "--color", "auto")));
    } catch (ParameterException | UsageException wrong) {
      console.say("hdw: " + wrong.getMessage() + "; see hdw " + line.getCommandName() + " --help");
      return ExitCode.USAGE;
    } catch (IOException surroundings) {
      console.say("hdw: " + Surroundings.words(surroundings));
      if (debug) {
        surroundings.printStackTrace(console.err());
      }
      return ExitCode.SURROUNDINGS;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError bug) {
      console.say("hdw: this is a bug in hdw: " + bug);
      if (debug) {
        bug.printStackTrace(console.err());
      } else {
        console.say("  say it again with --debug, and report what it prints, please");
      }
      return ExitCode.BUG;
    }
  }
}
