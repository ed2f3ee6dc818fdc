package hdw.diagnostic;

/**
 * A place in a source: from {@code start} to {@code end}, exclusive, in the offsets of {@link
 * Source}.
 */
public record Span(Source source, int start, int end) {

  /** The first line, from 1. */
  public int line() {
    return source.line(start);
  }

  /** The first column, from 1. */
  public int column() {
    return source.column(start);
  }

  /** The text that stands there. */
  public String text() {
    String text = source.text();
    int last = Math.min(end, text.length());
    return text.substring(Math.min(start, last), last);
  }

  /** The place from this one's start to the other's end. */
  public Span to(Span other) {
    return new Span(source, start, Math.max(start, other.end));
  }

  /** {@code file:line}, the way notes refer to another place. */
  public String where() {
    return source.name() + ":" + line();
  }
}
