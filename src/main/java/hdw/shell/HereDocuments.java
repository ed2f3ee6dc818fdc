package hdw.shell;

import hdw.shell.Frame.Construct;
import hdw.shell.Place.Kind;
import java.util.ArrayDeque;
import java.util.stream.IntStream;

/**
 * Follows here-documents: from {@code <<END} on one line to their text, which begins on the next.
 */
final class HereDocuments {
  /**
   * Here-documents inside a {@code $(...)} inside a here-document are followed this deep, which
   * keeps time linear.
   */
  private static final int DEEPEST = 8;

  /** A here-document whose text has not begun. */
  record Pending(String end, boolean tabs, boolean quoted) {}

  private final Scan scan;
  private ArrayDeque<Pending> waiting = new ArrayDeque<>();
  private final ArrayDeque<Frame> open = new ArrayDeque<>();

  HereDocuments(Scan scan) {
    this.scan = scan;
  }

  /** Reads {@code <<END}, at whose first character the scan stands. */
  void readOperator() {
    scan.at += 2;
    boolean tabs = scan.peek(0) == '-';
    if (tabs) {
      scan.at++;
    }
    while (scan.peek(0) == ' ' || scan.peek(0) == '\t' || scan.looksAt("\\\n")) {
      scan.at += scan.peek(0) == '\\' ? 2 : 1;
    }
    var end = new StringBuilder();
    int start = scan.at;
    boolean quoted = readWord(end);
    if (scan.hasHoleBefore(scan.at)) {
      scan.placeUntil(scan.at, Kind.HERE_DOCUMENT_WORD);
    } else if (scan.at > start) {
      waiting.add(new Pending(end.toString(), tabs, quoted));
    }
  }

  private boolean readWord(StringBuilder end) {
    boolean quoted = false;
    char quote = '\0';
    for (; !scan.ended(); scan.at++) {
      char c = scan.text.charAt(scan.at);
      if (quote == '\0' && " \t\n;&|<>()".indexOf(c) >= 0) {
        return quoted;
      }
      if (c == quote && c != '\0') {
        quote = '\0';
      } else if (quote == '\0' && (c == '\'' || c == '"')) {
        quote = c;
        quoted = true;
      } else if (c == '\\'
          && quote != '\''
          && !scan.isHole(scan.at + 1)
          && scan.at + 1 < scan.text.length()) {
        quoted = true;
        end.append(scan.text.charAt(++scan.at));
      } else {
        end.append(c);
      }
    }
    return quoted;
  }

  /** Begins the texts that wait, now that the scan stands at the start of a line. */
  void beginLine() {
    while (!waiting.isEmpty()) {
      var pending = waiting.poll();
      var frame = new Frame(Construct.HERE_DOCUMENT, 0);
      findEnd(pending, frame);
      if (!pending.quoted() && open.size() < DEEPEST) {
        var pushed = scan.push(Construct.HERE_DOCUMENT);
        pushed.end = frame.end;
        pushed.resume = frame.resume;
        pushed.waiting = waiting;
        waiting = new ArrayDeque<>();
        open.push(pushed);
        return;
      }
      scan.placeUntil(frame.end, Kind.QUOTED_HERE_DOCUMENT);
      scan.at = frame.resume;
    }
  }

  private void findEnd(Pending pending, Frame frame) {
    int limit = open.isEmpty() ? scan.text.length() : open.peek().end;
    boolean continued = false;
    for (int line = scan.at; line < limit; ) {
      int found = scan.text.indexOf('\n', line);
      int lineEnd = found < 0 || found > limit ? limit : found;
      int from = line;
      while (pending.tabs() && from < lineEnd && scan.text.charAt(from) == '\t') {
        from++;
      }
      boolean same =
          lineEnd - from == pending.end().length() && scan.text.startsWith(pending.end(), from);
      if (same && !continued && !hasHole(from, lineEnd)) {
        frame.end = line;
        frame.resume = Math.min(lineEnd + 1, limit);
        return;
      }
      continued = !pending.quoted() && endsWithBackslash(line, lineEnd);
      line = lineEnd + 1;
    }
    frame.end = limit;
    frame.resume = limit;
  }

  private boolean hasHole(int from, int to) {
    return IntStream.range(from, to).anyMatch(scan::isHole);
  }

  private boolean endsWithBackslash(int line, int lineEnd) {
    int from = lineEnd;
    while (from > line && scan.text.charAt(from - 1) == '\\') {
      from--;
    }
    return (lineEnd - from) % 2 == 1;
  }

  /** Closes the texts that end where the scan stands, with whatever is still open in them. */
  void closeEnded() {
    while (!open.isEmpty() && scan.at >= open.peek().end) {
      var ended = open.pop();
      Frame closed = scan.pop();
      while (closed != ended) {
        closed = scan.pop();
      }
      scan.at = Math.max(scan.at, ended.resume);
      waiting = ended.waiting;
      beginLine();
    }
  }
}
