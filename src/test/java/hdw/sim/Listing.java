package hdw.sim;

import hdw.plan.NodePlan;
import hdw.run.Event;
import hdw.run.Progress;
import hdw.run.RunFolder;
import hdw.run.RunObserver;
import java.util.ArrayList;
import java.util.List;

/** Remembers what it was told of a run. */
final class Listing implements RunObserver {
  private final List<String> told = new ArrayList<>();

  /** What people would have read. */
  List<String> told() {
    return told;
  }

  @Override
  public void begun(RunFolder folder, Progress progress) {}

  @Override
  public void started(NodePlan node, String job) {}

  @Override
  public void submitted(Event.Submitted submitted) {}

  @Override
  public void told(String line) {
    told.add(line);
  }

  @Override
  public void done(NodePlan node, String job) {}

  @Override
  public void failed(NodePlan node, Event.Failed failure, String log) {
    told.add(failure.job() + " " + failure.attempt() + ": " + failure.cause().reason());
  }

  @Override
  public void paused(Event.Paused paused) {
    told.add("paused: " + paused.name());
  }

  @Override
  public void ended(Outcome outcome) {
    told.add(outcome.toString());
  }
}
