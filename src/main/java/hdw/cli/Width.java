package hdw.cli;

import java.io.IOException;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** How many columns a terminal has; where there is none, lines are as long as they are. */
final class Width {
  /** What every terminal shows: no need to ask one. */
  private static final int USUAL = 80;

  private Width() {}

  /** The width for lines that are as long as these when nothing is shortened. */
  static int of(Console console, List<PaintedLine> lines) {
    boolean fits = lines.stream().allMatch(each -> each.text().length() <= USUAL);
    return fits || !console.colorOut() ? Integer.MAX_VALUE : columns();
  }

  private static int columns() {
    try (Terminal terminal =
        TerminalBuilder.builder().system(true).dumb(false).nativeSignals(false).build()) {
      return terminal.getWidth() > 0 ? terminal.getWidth() : Integer.MAX_VALUE;
    } catch (IOException | IllegalStateException noTerminal) {
      return Integer.MAX_VALUE;
    }
  }
}
