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
  private final long[] ends = new long[PARTS + 1];
  private int done;
  private int lines;

  Counting(int jobs) {
    this.jobs = jobs;
    ends[0] = System.nanoTime();
  }

  /** Prints the time of a job in each tenth. */
  void print() {
    var line = new StringBuilder("us for each job, by tenths:");
    for (int i = 1; i <= PARTS; i++) {
      line.append(
          String.format(Locale.ROOT, " %.1f", (ends[i] - ends[i - 1]) / 1e3 * PARTS / jobs));
    }
    System.out.println(line + "; " + lines + " lines for people");
  }

  @Override
  public void done(NodePlan node, String job) {
    done++;
    ends[(int) Math.max(1, Math.min(PARTS, (long) done * PARTS / jobs))] = System.nanoTime();
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
