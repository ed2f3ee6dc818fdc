package hdw.cli;

import hdw.run.Cancellation;
import hdw.run.RunFolder;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw cancel}: ends a run and all jobs of it. */
final class CancelCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "cancel",
            "Ends a run and all that runs or waits of it; safe to repeat.",
            "hdw cancel",
            "hdw cancel diphoton_20261123_1012");
    Options.argument(spec, "RUN", "0..1", "the run (default: the latest)");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) throws IOException {
    RunFolder folder = new Runs(console).named(parsed);
    Optional<String> driver = InPool.remove(folder, console);
    if (driver.isPresent()) {
      console.say(
          "the driver of run "
              + folder.name()
              + ", job "
              + driver.get()
              + " of HTCondor on another machine, ends its jobs there and leaves; once it is gone, hdw cancel empties the"
              + " queue");
      return ExitCode.DONE;
    }
    Cancellation.Ended ended =
        new Cancellation(folder, new BatchSystems(), Clock.systemUTC()).cancel();
    if (ended.wasOver()) {
      console.say("run " + folder.name() + " is over; there is nothing to cancel");
      return ExitCode.DONE;
    }
    console.say(
        "run "
            + folder.name()
            + " is cancelled"
            + (ended.driver() ? "; its driver has ended with all its jobs here" : "")
            + (ended.queued() > 0
                ? "; " + ended.queued() + " jobs were taken out of the queue"
                : "")
            + (ended.jobs() > 0
                ? "; " + ended.jobs() + " jobs that a driver left were ended"
                : ""));
    console.say("results that are there count; hdw run goes on from them");
    return ExitCode.DONE;
  }
}
