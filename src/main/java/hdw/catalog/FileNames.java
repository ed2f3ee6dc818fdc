package hdw.catalog;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/**
 * Names of files, packed: what all of them begin and end with is there once, and the rest of all in
 * one text, so that a million files of a folder cost some bytes each.
 */
public final class FileNames extends AbstractList<String> implements RandomAccess {
  /** No names. */
  static final FileNames NONE = new FileNames("", "", "", new int[0]);

  private static final int ASCII = 0x80;

  /** Of a UTF-16 code unit in UTF-8. */
  private static final int MOST_BYTES = 3;

  private final String head;
  private final String tail;

  /** What stands between head and tail, of one name behind the other. */
  private final String middles;

  /** Where in {@link #middles} each name ends. */
  private final int[] ends;

  private final long hashOfHead;

  private FileNames(String head, String tail, String middles, int[] ends) {
    this.head = head;
    this.tail = tail;
    this.middles = middles;
    this.ends = ends;
    this.hashOfHead = Fnv.hash(head);
  }

  /** Packs names. */
  public static FileNames of(Iterable<String> names) {
    var builder = new Builder();
    names.forEach(builder::add);
    return builder.build();
  }

  /** Names while they are put together. */
  static final class Builder {
    /** One behind the other. */
    private final StringBuilder text = new StringBuilder();

    private int[] ends = new int[16];
    private int size;

    /** One more name. */
    void add(String name) {
      if (size == ends.length) {
        ends = Arrays.copyOf(ends, 2 * size);
      }
      text.append(name);
      ends[size++] = text.length();
    }

    /** How many there are. */
    int size() {
      return size;
    }

    /** The names. */
    FileNames build() {
      return of(text.toString(), Arrays.copyOf(ends, size));
    }
  }

  /**
   * Packs names that stand in a text one behind the other.
   *
   * @param ends where each name ends in the text, ascending
   */
  private static FileNames of(String text, int[] ends) {
    if (ends.length == 0) {
      return NONE;
    }
    int head = ends[0];
    int shortest = ends[0];
    for (int i = 1; i < ends.length; i++) {
      int length = ends[i] - ends[i - 1];
      shortest = Math.min(shortest, length);
      head = alike(text, ends[i - 1], Math.min(head, length));
    }
    int tail = shortest - head;
    for (int i = 1; i < ends.length; i++) {
      tail = alikeAtEnd(text, ends[0], ends[i], tail);
    }
    return packed(text, ends, head, tail);
  }

  /** How many characters at {@code begin} are those at the beginning of the text. */
  private static int alike(String text, int begin, int most) {
    if (text.regionMatches(0, text, begin, most)) {
      return most;
    }
    int alike = 0;
    while (text.charAt(alike) == text.charAt(begin + alike)) {
      alike++;
    }
    return alike;
  }

  private static int alikeAtEnd(String text, int one, int other, int most) {
    if (text.regionMatches(one - most, text, other - most, most)) {
      return most;
    }
    int alike = 0;
    while (text.charAt(one - alike - 1) == text.charAt(other - alike - 1)) {
      alike++;
    }
    return alike;
  }

  private static FileNames packed(String text, int[] ends, int head, int tail) {
    var middles = new char[text.length() - ends.length * (head + tail)];
    var middleEnds = new int[ends.length];
    int begin = 0;
    int at = 0;
    for (int i = 0; i < ends.length; i++) {
      text.getChars(begin + head, ends[i] - tail, middles, at);
      at += ends[i] - begin - head - tail;
      middleEnds[i] = at;
      begin = ends[i];
    }
    String first = text.substring(0, ends[0]);
    return new FileNames(
        first.substring(0, head),
        first.substring(first.length() - tail),
        new String(middles),
        middleEnds);
  }

  @Override
  public String get(int i) {
    return head.concat(middle(i)).concat(tail);
  }

  @Override
  public int size() {
    return ends.length;
  }

  private int begin(int i) {
    return i == 0 ? 0 : ends[i - 1];
  }

  /** How many bytes a name has at most in UTF-8, or some more. */
  public int longest() {
    boolean ascii = isAscii(head) && isAscii(middles) && isAscii(tail);
    return longestMiddle(head.length() + tail.length()) * (ascii ? 1 : MOST_BYTES);
  }

  /** How many characters a name has at most behind its last {@code /}, or some more. */
  public int longestLast() {
    return longestMiddle(head.length() - head.lastIndexOf('/') - 1 + tail.length());
  }

  private int longestMiddle(int more) {
    int longest = 0;
    for (int i = 0; i < ends.length; i++) {
      longest = Math.max(longest, ends[i] - begin(i));
    }
    return longest + more;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= ASCII) {
        return false;
      }
    }
    return true;
  }

  /** What all names begin with; of one name all of it. */
  public String head() {
    return head;
  }

  /** What stands between head and tail in name {@code i}. */
  public String middle(int i) {
    return middles.substring(begin(i), ends[i]);
  }

  /** What all names end with; of one name nothing. */
  public String tail() {
    return tail;
  }

  /** Whether a character stands in a name behind this many of its characters, all in the head. */
  boolean has(char c, int behind) {
    return head.indexOf(c, behind) >= 0 || middles.indexOf(c) >= 0 || tail.indexOf(c) >= 0;
  }

  /** The same names without their first characters, all of which are in the head. */
  FileNames without(int first) {
    return new FileNames(head.substring(first), tail, middles, ends);
  }

  /** The hash of what {@code before} is of, and name {@code i} behind it. */
  public long hash(long before, int i) {
    long hash = before == Fnv.START ? hashOfHead : Fnv.add(before, head);
    return Fnv.add(Fnv.add(hash, middles, begin(i), ends[i]), tail);
  }

  /** Some of the names, in this order. */
  FileNames only(int[] some) {
    var builder = new Builder();
    for (int each : some) {
      builder.add(get(each));
    }
    return builder.build();
  }
}
