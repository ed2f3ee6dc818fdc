package hdw.sim;

import hdw.plan.NodePlan;
import hdw.run.Event;
import hdw.run.Progress;
import hdw.run.RunFolder;
import hdw.run.RunObserver;
import java.util.Locale;

/** Counts results, and what each tenth of them took. */
final class Counting implements RunObserver {
  private static final int PARTS = 10;

  private final int jobs;
  private long last = System.nanoTime();
  private int done;
  private int lines;

  Counting(int jobs) {
    this.jobs = jobs;
  }

  /** Prints how many lines people got. */
  void print() {
    System.out.println(lines + " lines for people");
  }

  @Override
  public void done(NodePlan node, String job) {
    done++;
    if ((long) done * PARTS / jobs > (done - 1L) * PARTS / jobs) {
      long now = System.nanoTime();
      System.out.printf(
          Locale.ROOT,
          "%d done, %.1f us for each since%n",
          done,
          (now - last) / 1e3 * PARTS / jobs);
      last = now;
    }
  }

  @Override
  public void begun(RunFolder folder, Progress progress) {}

  @Override
  public void started(NodePlan node, String job) {}

  @Override
  public void submitted(Event.Submitted submitted) {}

  @Override
  public void told(String line) {
    lines++;
  }

  @Override
  public void failed(NodePlan node, Event.Failed failure, String log) {}

  @Override
  public void paused(Event.Paused paused) {
    System.out.println("paused: " + paused.name());
  }

  @Override
  public void ended(Outcome outcome) {}
}
