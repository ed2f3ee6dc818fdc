package hdw.cli;

import hdw.model.Executor;
import hdw.plan.NodePlan;
import hdw.rules.Request;
import hdw.run.Progress;
import hdw.run.RunFolder;
import hdw.run.RunObserver.Outcome;
import hdw.run.RunSummary;
import hdw.run.RunSummary.FailureGroup;
import hdw.units.WallTime;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** The last words of a run: what happened, and what to type next. */
final class Closing {
  private final Console console;
  private final String again;
  private final long begun = System.nanoTime();
  private RunFolder folder;
  private Progress progress;

  Closing(Console console, String again) {
    this.console = console;
    this.again = again;
  }

  void begun(RunFolder run, Progress counts) {
    folder = run;
    progress = counts;
  }

  /** Leaves a line that something else was drawing. */
  void newLine() {
    console.say("");
  }

  void say(Outcome outcome, boolean quiet) {
    int jobs = 0;
    int done = 0;
    int kept = 0;
    int failed = 0;
    int skipped = 0;
    for (NodePlan each : progress.nodes()) {
      Progress.Counts counts = progress.of(each);
      jobs += counts.jobs();
      done += counts.done();
      kept += counts.kept();
      failed += counts.failed();
      skipped += counts.skipped();
    }
    String took =
        new WallTime(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun)).toString();
    String counts =
        done
            + " of "
            + jobs
            + " jobs done"
            + (kept > 0 ? " (" + kept + " of them before)" : "")
            + (failed > 0 ? ", " + failed + " failed" : "")
            + (skipped > 0 ? ", " + skipped + " skipped" : "");
    if (outcome != Outcome.DONE || !quiet) {
      console.say((outcome == Outcome.STOPPED ? "stopped: " : "") + counts + " in " + took);
    }
    if (outcome == Outcome.FAILED || outcome == Outcome.PAUSED) {
      sayFailures();
    } else if (outcome == Outcome.DONE && skipped > 0) {
      saySkipped();
    } else if (outcome == Outcome.STOPPED) {
      sayWhatGoesOn();
    }
    console.err().flush();
  }

  /** What a batch system has stays there when its driver leaves. */
  private void sayWhatGoesOn() {
    int away = 0;
    var queues = new TreeSet<String>();
    for (NodePlan each : progress.nodes()) {
      Progress.Counts counts = progress.of(each);
      if (counts.queued() + counts.running() > 0) {
        away += counts.queued() + counts.running();
        each.requests().stream()
            .map(Request::executor)
            .filter(it -> it != Executor.LOCAL)
            .forEach(it -> queues.add(it.title()));
      }
    }
    if (away == 0) {
      console.say("  no job is left running; to go on:");
    } else {
      console.say(
          "  "
              + (away == 1 ? "1 job goes" : away + " jobs go")
              + " on in the queue of "
              + String.join(" and ", queues)
              + "; to watch again, or to remove what is there:");
    }
    console.say("  " + again);
    if (away > 0) {
      console.say("  hdw cancel " + folder.name());
    }
  }

  private void sayFailures() {
    try {
      RunSummary summary = RunSummary.read(folder);
      List<FailureGroup> groups = summary.failures();
      for (FailureGroup each : groups) {
        console.say("  " + Findings.of(each));
      }
      saySkipped(summary);
      console.say("to see what they said, why, and to try again:");
      console.say("  hdw logs --failed --run " + folder.name());
      if (!groups.isEmpty()) {
        console.say("  hdw why " + groups.get(0).jobs().get(0));
      }
      console.say("  " + again);
      List<String> pauses = Findings.pauses(summary);
      pauses.forEach(console::say);
      if (!pauses.isEmpty()) {
        console.say("to go on all the same: hdw resume --go-on");
      }
    } catch (IOException unreadable) {
      console.say("  the run's folder cannot be read: " + Surroundings.words(unreadable));
    }
  }

  /** A run that went on without something says so. */
  private void saySkipped() {
    try {
      saySkipped(RunSummary.read(folder));
    } catch (IOException unreadable) {
      console.say("  the run's folder cannot be read: " + Surroundings.words(unreadable));
    }
  }

  private void saySkipped(RunSummary summary) {
    Findings.givenUp(summary).forEach(each -> console.say("  " + each));
    Findings.coverage(summary).forEach(each -> console.say("  " + each));
  }
}
