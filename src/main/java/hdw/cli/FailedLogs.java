package hdw.cli;

import hdw.run.AttemptLogs;
import hdw.run.Event;
import hdw.run.JobStory;
import hdw.run.RunFolder;
import hdw.run.RunSummary;
import hdw.run.RunSummary.FailureGroup;
import java.io.IOException;
import java.util.List;

/**
 * {@code hdw logs --failed}: of jobs that failed alike the last words of one, and where all of them
 * stand.
 *
 * @param onlyErr whether only standard error counts
 * @param attempt the attempt to look at; 0 for the last one that failed
 * @param run how the run was named; empty for the latest one
 */
record FailedLogs(RunSummary summary, RunFolder folder, boolean onlyErr, int attempt, String run) {

  /** Prints them, the largest group first. */
  void print(Console console) throws IOException {
    List<FailureGroup> groups = summary.failures();
    if (groups.isEmpty()) {
      console.say("no job of " + summary.name() + " failed");
    }
    for (int i = 0; i < groups.size(); i++) {
      console.out().print(i == 0 ? "" : "\n");
      print(groups.get(i), console);
    }
    console.out().flush();
  }

  private void print(FailureGroup group, Console console) throws IOException {
    JobStory job = summary.state().job(group.jobs().get(0)).orElseThrow();
    Event.Failed last = job.failures().get(job.failures().size() - 1);
    int wanted = attempt == 0 ? last.attempt() : attempt;
    var logs = AttemptLogs.of(folder, summary.taskOf(job.id()), job.id(), wanted);
    FailureLog log = FailureLog.of(logs.printed(onlyErr), group.evidence());
    String heading =
        "==> "
            + log.printed().map(AttemptLogs.Printed::title).orElse(logs.title())
            + ": "
            + group.reason()
            + alike(group.jobs().size() - 1)
            + log.printed()
                .map(each -> " (" + each.file() + ")")
                .orElse(", and not a word from the job");
    console.out().println(Paint.BAD.on(heading, console.colorOut()));
    if (!log.told()) {
      console.out().println("hdw: " + group.evidence());
    }
    log.lines().forEach(console.out()::println);
    if (!log.whole()) {
      console
          .out()
          .println("... all of it: hdw logs " + job.id() + (run.isEmpty() ? "" : " --run " + run));
    }
  }

  private static String alike(int others) {
    return others == 0 ? "" : others == 1 ? ", and 1 job alike" : ", and " + others + " jobs alike";
  }
}
