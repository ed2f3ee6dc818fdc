package hdw.cli;

import hdw.plan.NodePlan;
import hdw.run.Event;
import hdw.run.Progress;
import hdw.run.RunFolder;
import hdw.run.RunObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Display;

/** Shows a run as one redrawn line for each node that is at work: bar, counts, rate, time left. */
final class LiveDisplay implements RunObserver {
  private static final int REDRAWS_PER_SECOND = 5;

  private final Closing closing;
  private final PlainDisplay fallback;
  private final long begun = System.nanoTime();
  private final Map<NodePlan, Long> nodesBegun = new ConcurrentHashMap<>();
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private Progress progress;
  private Terminal terminal;
  private Display display;
  private Thread painter;
  private volatile String lastTold = "";
  private volatile boolean over;

  LiveDisplay(Console console, String again) {
    this.closing = new Closing(console, again);
    this.fallback = new PlainDisplay(console, false, false, again);
  }

  @Override
  public void begun(RunFolder folder, Progress counts) {
    progress = counts;
    closing.begun(folder, counts);
    try {
      terminal = TerminalBuilder.builder().system(true).dumb(false).nativeSignals(false).build();
      display = new Display(terminal, false);
      painter = new Thread(this::paint, "display");
      painter.setDaemon(true);
      painter.start();
    } catch (IOException noTerminal) {
      terminal = null;
      fallback.begun(folder, counts);
    }
  }

  @Override
  public void started(NodePlan node, String job) {
    nodesBegun.putIfAbsent(node, System.nanoTime());
  }

  @Override
  public void submitted(Event.Submitted submitted) {
    if (terminal == null) {
      fallback.submitted(submitted);
    }
  }

  @Override
  public void told(String line) {
    if (terminal == null) {
      fallback.told(line);
      return;
    }
    lastTold = line;
  }

  @Override
  public void done(NodePlan node, String job) {
    if (terminal == null) {
      fallback.done(node, job);
    }
  }

  @Override
  public void failed(NodePlan node, Event.Failed failure, String log) {
    if (terminal == null) {
      fallback.failed(node, failure, log);
    }
  }

  @Override
  public void paused(Event.Paused paused) {
    if (terminal == null) {
      fallback.paused(paused);
      return;
    }
    notices.add(Findings.paused(paused));
  }

  @Override
  public void ended(Outcome outcome) {
    if (terminal == null) {
      fallback.ended(outcome);
      return;
    }
    over = true;
    try {
      painter.join(TimeUnit.SECONDS.toMillis(2));
      draw(true);
      terminal.writer().println();
      terminal.flush();
      terminal.close();
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    } catch (IOException | IllegalStateException gone) {
      // the library closes the terminal by itself when the process is told to end
      closing.newLine();
    }
    closing.say(outcome, false);
  }

  private void paint() {
    while (!over) {
      try {
        draw(false);
        Thread.sleep(TimeUnit.SECONDS.toMillis(1) / REDRAWS_PER_SECOND);
      } catch (InterruptedException | IllegalStateException end) {
        return;
      }
    }
  }

  private synchronized void draw(boolean last) {
    int height = Math.max(6, terminal.getHeight());
    int width = Math.max(60, terminal.getWidth());
    display.resize(height, width);
    List<AttributedString> lines =
        new LiveLines(progress, begun, nodesBegun)
            .lines(last ? Integer.MAX_VALUE : height - 3 - notices.size(), width - 1);
    if (!lastTold.isEmpty()) {
      lines.add(new AttributedString("hdw: " + lastTold));
    }
    for (String each : notices) {
      lines.add(
          new AttributedString(each, AttributedStyle.DEFAULT.foreground(AttributedStyle.RED)));
    }
    if (last && lines.size() > height) {
      display.update(new ArrayList<>(), 0);
      lines.forEach(each -> each.println(terminal));
    } else {
      display.update(lines, -1);
    }
    terminal.flush();
  }

  /** The style of a node's line. */
  static AttributedStyle style(Progress.Counts counts) {
    return counts.failed() > 0
        ? AttributedStyle.DEFAULT.foreground(AttributedStyle.RED)
        : counts.isOver()
            ? AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN)
            : counts.running() > 0 ? AttributedStyle.BOLD : AttributedStyle.DEFAULT.faint();
  }
}
