package hdw.cli;

import hdw.plan.NodePlan;
import hdw.run.Event;
import hdw.run.Progress;
import hdw.run.RunFolder;
import hdw.run.RunObserver;
import java.util.HashMap;
import java.util.Map;

/**
 * Shows a run as lines: one when a node is over, one for each of its first failures and what is
 * done about them, a summary at the end.
 */
final class PlainDisplay implements RunObserver {
  private static final int MOST_TROUBLES_SHOWN = 5;

  private final Console console;
  private final boolean quiet;
  private final boolean verbose;
  private final Closing closing;
  private final Map<String, Integer> troubles = new HashMap<>();
  private Progress progress;

  PlainDisplay(Console console, boolean quiet, boolean verbose, String again) {
    this.console = console;
    this.quiet = quiet;
    this.verbose = verbose;
    this.closing = new Closing(console, again);
  }

  @Override
  public void begun(RunFolder folder, Progress begun) {
    progress = begun;
    closing.begun(folder, begun);
    if (!quiet) {
      console.say("run " + folder.name());
    }
  }

  @Override
  public void started(NodePlan node, String job) {
    if (verbose) {
      console.say(job + " started");
    }
  }

  @Override
  public void submitted(Event.Submitted submitted) {
    if (!quiet) {
      console.say(Findings.submitted(submitted));
    }
  }

  @Override
  public void told(String line) {
    console.say("hdw: " + line);
  }

  @Override
  public void done(NodePlan node, String job) {
    Progress.Counts counts = progress.of(node);
    if (verbose) {
      console.say(job + " done");
    }
    if (counts.isOver() && !quiet) {
      console.say(Bars.plain(node, counts));
    }
  }

  @Override
  public void failed(NodePlan node, Event.Failed failure, String log) {
    Progress.Counts counts = progress.of(node);
    int shown = troubles.merge(node.node().id(), 1, Integer::sum);
    if (shown <= MOST_TROUBLES_SHOWN) {
      console.say(
          failure.job()
              + " failed: "
              + failure.cause().reason().word()
              + ": "
              + failure.cause().line()
              + Reacted.words(failure.decision()));
    } else if (shown == MOST_TROUBLES_SHOWN + 1) {
      console.say(node.node().id() + ": more jobs fail; hdw status shows them");
    }
    if (counts.isOver() && !quiet) {
      console.say(Bars.plain(node, counts));
    }
  }

  @Override
  public void paused(Event.Paused paused) {
    console.say(Findings.paused(paused));
  }

  @Override
  public void ended(Outcome outcome) {
    closing.say(outcome, quiet);
  }
}
