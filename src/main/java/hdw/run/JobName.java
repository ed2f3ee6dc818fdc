package hdw.run;

import java.nio.charset.StandardCharsets;

/** The id of a job of which a state tells, in few bytes, as there are a million. */
abstract sealed class JobName permits JobStory {
  /** The id up to and with its last slash, which many jobs share. */
  private final String family;

  /** The ends of many ids in ASCII, and where in them the rest of this one stands. */
  private final byte[] names;

  private final int number;
  private final int from;
  private final short length;

  JobName(int number, String family, byte[] names, int from, int length) {
    this.number = number;
    this.family = family;
    this.names = names;
    this.from = from;
    this.length = (short) length;
  }

  /** The job's id. */
  public String id() {
    return length == 0
        ? family
        : family.concat(new String(names, from, length, StandardCharsets.ISO_8859_1));
  }

  /** Its place, from 0, in the order in which a journal first mentions jobs. */
  public int number() {
    return number;
  }

  /** The id up to and with its last slash; all of it where it was not taken apart. */
  String family() {
    return family;
  }

  /** Whether just these bytes are the rest of the id. */
  boolean hasRest(byte[] bytes, int begin, int end) {
    boolean same = end - begin == length;
    for (int i = 0; same && i < length; i++) {
      same = names[from + i] == bytes[begin + i];
    }
    return same;
  }

  /** Whether a text is the id. */
  boolean isCalled(String text) {
    int at = family.length();
    boolean same = text.length() == at + length && text.startsWith(family);
    for (int i = 0; same && i < length; i++) {
      same = names[from + i] == text.charAt(at + i);
    }
    return same;
  }

  /** A letter of the id: whoever asks for it has the id in reach of the processor. */
  int letter() {
    return length == 0 ? 0 : names[from];
  }
}
