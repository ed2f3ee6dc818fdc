package hdw.diagnostic;

import java.util.Arrays;

/**
 * A text that diagnostics point into, with the name that people know it by.
 *
 * <p>Offsets count UTF-16 code units from 0; lines and columns count from 1, columns in characters
 * as a person counts them (code points). Lines end with {@code \n}; a {@code \r} before it is not
 * part of the line.
 */
public final class Source {
  private final String name;
  private final String text;
  private final int[] lineStarts;

  /** A text called {@code name}: the path as the user wrote it, or a word such as {@code --set}. */
  public Source(String name, String text) {
    this.name = name;
    this.text = text;
    int[] starts = new int[16];
    int lines = 1;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      if (lines == starts.length) {
        starts = Arrays.copyOf(starts, 2 * lines);
      }
      starts[lines++] = i + 1;
    }
    this.lineStarts = Arrays.copyOf(starts, lines);
  }

  /** The name that messages show. */
  public String name() {
    return name;
  }

  /** The whole text. */
  public String text() {
    return text;
  }

  /** The number of the line that holds {@code offset}, from 1. */
  public int line(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The column of {@code offset} in its line, from 1. */
  public int column(int offset) {
    int start = lineStarts[line(offset) - 1];
    return text.codePointCount(start, Math.max(start, Math.min(offset, text.length()))) + 1;
  }

  /** The text of line {@code line} (from 1) without its end. */
  public String lineText(int line) {
    int start = lineStarts[line - 1];
    int end = line < lineStarts.length ? lineStarts[line] - 1 : text.length();
    return text.substring(start, end > start && text.charAt(end - 1) == '\r' ? end - 1 : end);
  }

  /** The place from {@code start} to {@code end} (exclusive), both cut to the text. */
  public Span span(int start, int end) {
    int from = Math.max(0, Math.min(start, text.length()));
    return new Span(this, from, Math.max(from, Math.min(end, text.length())));
  }

  @Override
  public String toString() {
    return name;
  }
}
