package hdw.shell;

import hdw.shell.Frame.Construct;
import hdw.shell.Place.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How far a scan has come: its position in the text, what is open there, and the places found so
 * far.
 */
final class Scan {
  private static final Pattern ASSOCIATIVE =
      Pattern.compile("(declare|local|typeset|readonly|export)\\s+-\\w*A");

  /** The literals, with one NUL for each hole. */
  final String text;

  /** The position of the next character to read. */
  int at;

  private final BitSet holes = new BitSet();
  private final int[] positions;
  private final Place[] places;
  private int next;
  private final int[] unclear;
  private final boolean associative;
  private final ArrayDeque<Frame> frames = new ArrayDeque<>();

  Scan(List<String> literals) {
    var joined = new StringBuilder();
    for (int index = 0; index < literals.size(); index++) {
      if (index > 0) {
        holes.set(joined.length());
        joined.append('\0');
      }
      joined.append(literals.get(index));
    }
    text = joined.toString();
    positions = holes.stream().toArray();
    places = new Place[positions.length];
    unclear = new int[places.length + 1];
    associative = ASSOCIATIVE.matcher(text).find();
    push(Construct.SCRIPT);
  }

  boolean ended() {
    return at >= text.length();
  }

  boolean isHole(int position) {
    return holes.get(position);
  }

  /** Whether a hole that is not settled yet stands before {@code end}. */
  boolean hasHoleBefore(int end) {
    return next < places.length && positions[next] < end;
  }

  /** The character {@code ahead} of the position; a NUL where a hole stands or the text ends. */
  char peek(int ahead) {
    int position = at + ahead;
    return position < text.length() && !isHole(position) ? text.charAt(position) : '\0';
  }

  boolean looksAt(String expected) {
    return text.startsWith(expected, at);
  }

  Frame top() {
    return frames.peek();
  }

  Frame push(Construct construct) {
    var frame = new Frame(construct, next);
    frames.push(frame);
    return frame;
  }

  Frame pop() {
    return frames.pop();
  }

  /** Settles the next hole, which the scan has reached or skips. */
  void place(Kind kind, boolean alone) {
    var top = frames.peek();
    var around = top;
    if (top.construct == Construct.DOUBLE_QUOTES || top.construct == Construct.SINGLE_QUOTES) {
      var outer = frames.iterator();
      outer.next();
      around = outer.next();
    }
    boolean number =
        kind == Kind.ARITHMETIC
            || around.construct.calculates()
            || (around.construct == Construct.SUBSCRIPT && !associative)
            || (around.construct == Construct.CONDITION && around.numberNext);
    if (around.construct == Construct.CONDITION) {
      around.wordHoles.add(next);
    }
    places[next++] = new Place(kind, alone, number);
  }

  /** Settles all holes up to {@code end}. */
  void placeUntil(int end, Kind kind) {
    while (hasHoleBefore(end)) {
      place(kind, false);
    }
  }

  /** Takes note that bash calculates with these holes after all. */
  void numbers(List<Integer> settled) {
    settled.forEach(
        hole -> places[hole] = new Place(places[hole].kind(), places[hole].alone(), true));
  }

  /** Takes note that everything since {@code frame} was opened may be commands or arithmetic. */
  void unclearSince(Frame frame) {
    unclear[frame.firstHole]++;
    unclear[next]--;
  }

  /** The place of each hole; what the end of the text left open counts as it stood. */
  List<Place> places() {
    var found = new ArrayList<>(Arrays.asList(places));
    int depth = 0;
    for (int hole = 0; hole < places.length; hole++) {
      depth += unclear[hole];
      if (depth > 0) {
        found.set(hole, new Place(Kind.UNCLEAR_BRACKETS, false));
      }
    }
    return found;
  }
}
