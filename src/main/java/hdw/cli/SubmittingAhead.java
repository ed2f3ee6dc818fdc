package hdw.cli;

import hdw.diagnostic.Diagnostics;
import hdw.plan.FirstLook;
import hdw.run.AheadJobs;
import hdw.run.AheadSubmission;
import hdw.run.Driver;
import hdw.run.Journal;
import hdw.run.LocalJobs;
import hdw.run.RunStarter;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.ParseResult;

/** What {@code hdw submit --ahead} looks at and says, before and after it submits. */
final class SubmittingAhead {
  private final ParseResult parsed;
  private final Console console;

  SubmittingAhead(ParseResult parsed, Console console) {
    this.parsed = parsed;
    this.console = console;
  }

  /** A workflow of which first something is to be measured wants somebody who goes on then. */
  ExitCode refuse(FirstLook look) {
    console.say(
        "hdw: how long `"
            + String.join("` and `", look.tasks())
            + "` takes is to be measured before the rest is cut, which needs a driver;"
            + " once hdw run has measured it, hdw submit --ahead submits the whole");
    return ExitCode.WORKFLOW_ERRORS;
  }

  /** Whether something keeps a run from being submitted, and how that ends. */
  Optional<ExitCode> look(RunStarter.Prepared prepared) throws IOException {
    if (prepared.goesOn()) {
      switch (AheadSubmission.before(prepared.state())) {
        case SUBMITTED -> {
          return Optional.of(sayThatItIsThere(prepared));
        }
        case DRIVEN ->
            throw new IOException(
                "jobs of run "
                    + prepared.folder().name()
                    + " are under way since a driver started them; hdw resume goes on with them");
        default -> {}
      }
    }
    var diagnostics = new Diagnostics();
    new AheadJobs(prepared)
        .check(diagnostics, BatchSystems.acceptance(prepared.folder().path(), prepared.plan()));
    console.tell(diagnostics.all());
    return diagnostics.hasErrors() ? Optional.of(ExitCode.WORKFLOW_ERRORS) : Optional.empty();
  }

  private ExitCode sayThatItIsThere(RunStarter.Prepared prepared) throws IOException {
    int left =
        AheadSubmission.release(
            prepared.folder(), prepared.state(), new BatchSystems(), Clock.systemUTC());
    console.say(
        "run "
            + prepared.folder().name()
            + " was submitted already; "
            + (left == 0 ? "none" : left)
            + " of its jobs "
            + (left == 1 ? "is" : "are")
            + " in the queue");
    sayCommands();
    return ExitCode.DONE;
  }

  private void sayCommands() {
    console.say("  hdw status   shows how far it is");
    console.say("  hdw resume   takes it up, and lets the rules decide about what failed");
    console.say("  hdw cancel   takes it out of the queue");
  }

  /** A submission of what is prepared. */
  AheadSubmission submission(
      RunStarter.Prepared prepared, LocalJobs jobs, Journal journal, Driver.Options options) {
    return new AheadSubmission(jobs, journal, prepared, options, Clock.systemUTC());
  }

  /** Submits, and says what happens now. */
  ExitCode run(AheadSubmission submission, RunStarter.Prepared prepared) throws IOException {
    Optional<AheadSubmission.Result> result = submission.run();
    if (result.isEmpty()) {
      console.say("stopped: what had been submitted is taken back, and nothing runs");
      return ExitCode.INTERRUPTED;
    }
    if (!Options.has(parsed, "--quiet")) {
      say(result.get(), new TreeMap<>(new AheadJobs(prepared).left()));
    }
    return ExitCode.DONE;
  }

  private void say(AheadSubmission.Result result, Map<String, Integer> left) {
    console.say(
        count(result.jobs(), "job")
            + " in "
            + count(result.arrays(), "submission")
            + ": each starts when what it takes from has ended well, and nothing of hdw runs meanwhile");
    console.say(
        "nothing is tried again and no rule acts: what takes from a job that failed is taken out of"
            + " the queue");
    left.forEach(
        (task, jobs) ->
            console.say(
                "left for hdw resume: "
                    + count(jobs, "job")
                    + " of `"
                    + task
                    + "`, which runs on this machine"));
    sayCommands();
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
