package hdw.cli;

import hdw.plan.NodePlan;
import hdw.run.Progress;

/** Draws how far a node is. */
final class Bars {
  private static final int WIDTH = 20;

  private Bars() {}

  /**
   * A bar of fixed width: {@code #} done, {@code x} failed, {@code -} skipped, {@code >} running,
   * {@code .} waiting.
   */
  static String bar(int jobs, int done, int failed, int skipped, int running) {
    var bar = new StringBuilder();
    for (int i = 0; i < WIDTH; i++) {
      double at = (i + 0.5) * jobs / WIDTH;
      bar.append(
          at < done
              ? '#'
              : at < done + failed
                  ? 'x'
                  : at < done + failed + skipped
                      ? '-'
                      : at < done + failed + skipped + running ? '>' : '.');
    }
    return bar.toString();
  }

  /** One plain line for a node that is over. */
  static String plain(NodePlan node, Progress.Counts counts) {
    return "  "
        + node.node().id()
        + ": "
        + counts.done()
        + "/"
        + counts.jobs()
        + " done"
        + (counts.kept() > 0 ? ", " + counts.kept() + " kept" : "")
        + (counts.failed() > 0 ? ", " + counts.failed() + " failed" : "")
        + (counts.skipped() > 0 ? ", " + counts.skipped() + " skipped" : "");
  }
}
