package hdw.root;

import java.util.List;

/**
 * A member of a class as a file holds it.
 *
 * @param type ROOT's number for its type, see {@code TVirtualStreamerInfo::EReadWrite}
 * @param length how many there are of an array of fixed length
 * @param counter the member that says how long an array of variable length is, or nothing
 */
record Member(String name, int type, int length, String counter) {
  static final int BASE = 0;
  static final int INT = 3;
  static final int DOUBLE = 8;
  static final int LONG64 = 16;
  static final int FIXED = 20;
  static final int VARIABLE = 40;

  private static final List<Integer> ONE = List.of(1, 11, 18);
  private static final List<Integer> TWO = List.of(2, 12);
  private static final List<Integer> FOUR = List.of(3, 5, 6, 9, 13, 15);
  private static final List<Integer> EIGHT = List.of(4, 8, 14, 16, 17);

  /** Objects that say how long they are: a base class, members of two kinds, a TNamed. */
  private static final List<Integer> OBJECTS = List.of(BASE, 61, 62, 67);

  Member(String name, int type) {
    this(name, type, 1, "");
  }

  boolean isObject() {
    return OBJECTS.contains(type);
  }

  boolean isNumber() {
    return type > 0 && type < FIXED && size() > 0;
  }

  boolean isFixedArray() {
    return type > FIXED && type < VARIABLE && size() > 0;
  }

  boolean isVariableArray() {
    return type > VARIABLE && type < VARIABLE + FIXED && size() > 0;
  }

  /** The type of one number. */
  int number() {
    return type % FIXED;
  }

  /** The bytes of one number; 0 where it is none. */
  int size() {
    if (ONE.contains(number())) {
      return 1;
    }
    if (TWO.contains(number())) {
      return 2;
    }
    return FOUR.contains(number()) ? 4 : EIGHT.contains(number()) ? 8 : 0;
  }
}
