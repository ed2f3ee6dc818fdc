package hdw.parse;

import hdw.diagnostic.Source;
import hdw.diagnostic.Span;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.Token;

/**
 * A text to parse, and where each of its characters stands in the source.
 *
 * <p>ANTLR counts code points of the text that it is given; sources count UTF-16 code units of the
 * whole file.
 *
 * @param offsets the source's offset of each code point, and one more for the end
 * @param isFile whether it is a file, not a value of the command line or of a template
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Positions(Source source, String text, int[] offsets, boolean isFile) {

  /** The whole of a source. */
  static Positions of(Source source) {
    String text = source.text();
    int[] offsets = new int[text.codePointCount(0, text.length()) + 1];
    if (offsets.length == text.length() + 1) {
      Arrays.setAll(offsets, i -> i);
      return new Positions(source, text, offsets, true);
    }
    int at = 0;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = at;
      at = at < text.length() ? text.offsetByCodePoints(at, 1) : at;
    }
    return new Positions(source, text, offsets, true);
  }

  /**
   * A part of a source, given by the offset of each of its UTF-16 code units and that of its end.
   */
  static Positions part(Source source, String text, IntStream unitOffsets, int end) {
    int[] units = IntStream.concat(unitOffsets, IntStream.of(end)).toArray();
    int[] offsets = new int[text.codePointCount(0, text.length()) + 1];
    int at = 0;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = units[at];
      at = at < text.length() ? text.offsetByCodePoints(at, 1) : at;
    }
    return new Positions(source, text, offsets, false);
  }

  /**
   * The place of the code points from {@code start} to {@code stop}, inclusive as in an ANTLR
   * token.
   */
  Span span(int start, int stop) {
    int last = offsets.length - 1;
    int from = Math.max(0, Math.min(start, last));
    return source.span(offsets[from], offsets[Math.max(from, Math.min(stop + 1, last))]);
  }

  /** The place directly behind a token, at which something is missing. */
  Span behind(Token token) {
    return token.getType() == Token.EOF
        ? Tokens.span(this, token)
        : span(token.getStopIndex() + 1, token.getStopIndex());
  }
}
