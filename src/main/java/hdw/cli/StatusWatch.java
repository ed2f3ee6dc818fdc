package hdw.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/**
 * Shows where a run stands until it is over: redrawn in place on a terminal, else as a new block
 * where something has changed.
 */
final class StatusWatch {
  private static final int SECONDS_BETWEEN_LOOKS = 1;

  /** Where each look is a question to a batch system. */
  private static final int SECONDS_BETWEEN_QUESTIONS = 15;

  private final Console console;
  private final Optional<Terminal> terminal;

  private StatusWatch(Console console, Optional<Terminal> terminal) {
    this.console = console;
    this.terminal = terminal;
  }

  /** On the terminal, where results go to one. */
  static StatusWatch of(Console console) {
    if (!console.colorOut() || !Console.showsResults()) {
      return new StatusWatch(console, Optional.empty());
    }
    try {
      return new StatusWatch(
          console,
          Optional.of(
              TerminalBuilder.builder().system(true).dumb(false).nativeSignals(false).build()));
    } catch (IOException | IllegalStateException noTerminal) {
      return new StatusWatch(console, Optional.empty());
    }
  }

  /** Watches a run to its end, or until this process is told to end. */
  void watch(StatusView view) throws IOException {
    if (terminal.isPresent()) {
      redraw(view, terminal.get());
    } else {
      repeat(view);
    }
  }

  private void repeat(StatusView view) throws IOException {
    List<PaintedLine> before = List.of();
    do {
      // what goes on by itself, as the time does, is no change
      List<PaintedLine> lines = view.text(Optional.empty()).lines(Integer.MAX_VALUE);
      if (!lines.equals(before)) {
        console.out().print(before.isEmpty() ? "" : "\n");
        for (PaintedLine each : view.text(Optional.of(Instant.now())).lines(Integer.MAX_VALUE)) {
          console.out().println(each.shown(console.colorOut()));
        }
        console.out().flush();
      }
      before = lines;
    } while (goesOn(view));
  }

  private void redraw(StatusView view, Terminal screen) throws IOException {
    var restored = new Thread(this::showCursor, "shows the cursor");
    Runtime.getRuntime().addShutdownHook(restored);
    try (screen) {
      screen.puts(Capability.cursor_invisible);
      redraw(view, screen, new Display(screen, false));
      Runtime.getRuntime().removeShutdownHook(restored);
      screen.puts(Capability.cursor_visible);
      screen.flush();
    } catch (IllegalStateException ending) {
      // the library closes the terminal by itself when the process is told to end
      Thread.currentThread().interrupt();
    } catch (IOException unreadable) {
      showCursor();
      throw unreadable;
    }
  }

  private static void redraw(StatusView view, Terminal screen, Display display) throws IOException {
    do {
      draw(view, screen, display);
    } while (goesOn(view));
    display.update(List.of(), 0);
    int width = screen.getWidth() > 0 ? screen.getWidth() : Integer.MAX_VALUE;
    for (PaintedLine each : view.text(Optional.of(Instant.now())).lines(width)) {
      screen.writer().println(each.shown(true));
    }
  }

  private void showCursor() {
    console.out().print("\u001b[?25h\n");
    console.out().flush();
  }

  private static void draw(StatusView view, Terminal screen, Display display) throws IOException {
    int height = Math.max(2, screen.getHeight());
    int width = Math.max(20, screen.getWidth());
    display.resize(height, width);
    List<PaintedLine> lines = view.text(Optional.of(Instant.now())).lines(width - 1);
    var shown = new ArrayList<AttributedString>();
    for (PaintedLine each : Fitted.to(lines, height - 1)) {
      var cut = new PaintedLine(Shortened.cut(each.text(), width - 1), each.paint());
      shown.add(AttributedString.fromAnsi(cut.shown(true)));
    }
    display.update(shown, -1);
    screen.flush();
  }

  /** Waits and looks once more, where there is more to come. */
  private static boolean goesOn(StatusView view) throws IOException {
    if (!view.looks().summary().runState().equals("running")) {
      return false;
    }
    try {
      TimeUnit.SECONDS.sleep(
          view.looks().summary().isUnfollowed()
              ? SECONDS_BETWEEN_QUESTIONS
              : SECONDS_BETWEEN_LOOKS);
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
      return false;
    }
    view.looks().again();
    return true;
  }
}
