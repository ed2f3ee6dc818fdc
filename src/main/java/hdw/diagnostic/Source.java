package hdw.diagnostic;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A text that diagnostics point into, with the name that people know it by.
 *
 * <p>Offsets count UTF-16 code units from 0; lines and columns count from 1, columns in characters
 * as a person counts them (code points). Lines end with {@code \n}; a {@code \r} before it is not
 * part of the line.
 */
public final class Source {
  private final String name;
  private final Supplier<Text> content;

  /** A text, and where its lines start. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Text(String text, int[] lineStarts) {}

  /** A text called {@code name}: the path as the user wrote it, or a word such as {@code --set}. */
  public Source(String name, String text) {
    this.name = name;
    Text content = new Text(text, lineStarts(text));
    this.content = () -> content;
  }

  private Source(String name, Supplier<Text> content) {
    this.name = name;
    this.content = content;
  }

  /**
   * A text that is read when a message first wants to show it: of a long list of files hardly any
   * is.
   *
   * @param text may be another one than places were found in: these are then cut to what it is
   */
  public static Source readLater(String name, Supplier<String> text) {
    return new Source(name, new Later(text));
  }

  /** Reads once. */
  private static final class Later implements Supplier<Text> {
    private final Supplier<String> text;
    private Optional<Text> read = Optional.empty();

    Later(Supplier<String> text) {
      this.text = text;
    }

    @Override
    public synchronized Text get() {
      if (read.isEmpty()) {
        String now = text.get();
        read = Optional.of(new Text(now, lineStarts(now)));
      }
      return read.get();
    }
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[16];
    int lines = 1;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      if (lines == starts.length) {
        starts = Arrays.copyOf(starts, 2 * lines);
      }
      starts[lines++] = i + 1;
    }
    return Arrays.copyOf(starts, lines);
  }

  /** The name that messages show. */
  public String name() {
    return name;
  }

  /** The whole text. */
  public String text() {
    return content.get().text();
  }

  /** The number of the line that holds {@code offset}, from 1. */
  public int line(int offset) {
    return line(content.get(), offset);
  }

  private static int line(Text content, int offset) {
    int found = Arrays.binarySearch(content.lineStarts(), offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The column of {@code offset} in its line, from 1. */
  public int column(int offset) {
    Text now = content.get();
    String text = now.text();
    int start = now.lineStarts()[line(now, offset) - 1];
    return text.codePointCount(start, Math.max(start, Math.min(offset, text.length()))) + 1;
  }

  /** The text of line {@code line} (from 1) without its end. */
  public String lineText(int line) {
    Text now = content.get();
    String text = now.text();
    if (line > now.lineStarts().length) {
      return "";
    }
    int start = now.lineStarts()[line - 1];
    int end = line < now.lineStarts().length ? now.lineStarts()[line] - 1 : text.length();
    return text.substring(start, end > start && text.charAt(end - 1) == '\r' ? end - 1 : end);
  }

  /** The place from {@code start} to {@code end} (exclusive), both cut to the text. */
  public Span span(int start, int end) {
    int length = content.get().text().length();
    int from = Math.max(0, Math.min(start, length));
    return new Span(this, from, Math.max(from, Math.min(end, length)));
  }

  @Override
  public String toString() {
    return name;
  }
}
