package hdw.run;

import hdw.run.JobLine.Kind;
import hdw.run.PlainBytes.NotPlainException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Reads lines of a journal that say something of one job, written as hdw writes them: nearly all
 * lines of a large journal.
 *
 * <p>It makes of a line what {@link EventReader} makes of it, in a fraction of the time, or nothing
 * at all: then that one has to read it. So it need not know anything that is rare, and whatever is
 * odd about a line is none of its business.
 */
final class PlainLines {
  private static final byte[] AT = PlainBytes.ascii("{\"at\":\"");
  private static final byte[] EVENT = PlainBytes.ascii("\",\"event\":\"");
  private static final byte[] WANTED = kind("wanted");
  private static final byte[] STARTED = kind("started");
  private static final byte[] BEGAN = kind("began");
  private static final byte[] REQUEUED = kind("requeued");
  private static final byte[] HELD = kind("held");
  private static final byte[] LOST = kind("lost");
  private static final byte[] DONE = kind("done");
  private static final byte[] KEPT = kind("kept");
  private static final byte[] FAILED = kind("failed");
  private static final byte[] EXIT = PlainBytes.ascii("exit\":");
  private static final byte[] NULL = PlainBytes.ascii("null");
  private static final byte[] ATTEMPT = PlainBytes.ascii("attempt\":");
  private static final byte[] MADE = PlainBytes.ascii("made\":\"");
  private static final byte[] SUBMISSION = PlainBytes.ascii("submission\":\"");
  private static final byte[] HOST = PlainBytes.ascii("host\":\"");
  private static final byte[] RESTARTS = PlainBytes.ascii("restarts\":");
  private static final byte[] BECAUSE = PlainBytes.ascii("because\":\"");
  private static final byte[] MILLISECONDS = PlainBytes.ascii("ms\":");
  private static final byte[] MEMORY = PlainBytes.ascii("memory_bytes\":");
  private static final byte[] METRICS = PlainBytes.ascii("metrics\":{");
  private static final byte[] RECORD = PlainBytes.ascii("record\":");
  private static final byte[] FIELD = PlainBytes.ascii(",\"");
  private static final byte[] END = PlainBytes.ascii("}\n");

  private final boolean glances;
  private final PlainBytes json = new PlainBytes();
  private final PlainTimes times = new PlainTimes();
  private final PlainRecords records;
  private final Verdicts verdicts = new Verdicts();
  private final AsciiTexts families = new AsciiTexts();
  private final AsciiTexts words = new AsciiTexts();
  private byte[] lastWord = {};
  private String lastText = "";
  private JobLine line = new JobLine();
  private boolean isMade;

  /**
   * Reads lines.
   *
   * @param glances whether what results were made from, and what they measured, is passed over
   */
  PlainLines(boolean glances) {
    this.glances = glances;
    this.records = new PlainRecords(glances);
  }

  /**
   * Reads the line that begins here; says whether it is one of these.
   *
   * @param block bytes that end with a newline
   * @param into an empty line, which has what it says then
   */
  boolean read(byte[] block, int from, JobLine into) {
    line = into;
    isMade = false;
    json.begin(block, from);
    try {
      json.expect(AT);
      times.read(json, line);
      json.expect(EVENT);
      if (!readKind()) {
        return false; // what throws costs more than all else in a line
      }
      readJob();
      while (json.peek(0) == ',') {
        json.expect(FIELD);
        readField();
      }
      json.expect(END);
      checkWhole();
      return true;
    } catch (NotPlainException notOurs) {
      return false;
    }
  }

  /** Where the line ended that was read last: at its newline. */
  int end() {
    return json.at() - 1;
  }

  private static byte[] kind(String word) {
    return PlainBytes.ascii(word + "\",\"job\":\"");
  }

  /** Passes over the only kind that can come here, up to the job's id; says whether it did. */
  private boolean readKind() {
    return switch (json.peek(0)) {
      case 'w' -> readKind(Kind.WANTED, WANTED);
      case 's' -> readKind(Kind.STARTED, STARTED);
      case 'b' -> readKind(Kind.BEGAN, BEGAN);
      case 'r' -> readKind(Kind.REQUEUED, REQUEUED);
      case 'h' -> readKind(Kind.HELD, HELD);
      case 'l' -> readKind(Kind.LOST, LOST);
      case 'd' -> readKind(Kind.DONE, DONE);
      case 'f' -> readKind(Kind.FAILED, FAILED);
      case 'k' -> readKind(Kind.KEPT, KEPT);
      default -> false;
    };
  }

  private boolean readKind(Kind kind, byte[] opening) {
    line.kind = kind;
    return json.skips(opening);
  }

  private void readJob() throws NotPlainException {
    byte[] bytes = json.bytes();
    int begin = json.at();
    int hash = 0;
    int slash = begin - 1;
    int familyHash = 0;
    int i = begin;
    byte each = bytes[i];
    while (each != '"') {
      if (each < ' ' || each == '\\') {
        throw PlainBytes.odd();
      }
      hash = 31 * hash + each;
      if (each == '/') {
        slash = i;
        familyHash = hash;
      }
      i++;
      each = bytes[i];
    }
    if (i - begin > JobNames.LONGEST) {
      throw PlainBytes.odd();
    }
    json.skip(i + 1 - begin);
    line.family = families.of(bytes, begin, slash + 1, familyHash);
    line.from = slash + 1;
    line.to = i;
    line.hash = hash;
  }

  private void readField() throws NotPlainException {
    switch (json.peek(0)) {
      case 'a' -> {
        json.expect(ATTEMPT);
        line.attempt = json.smallNumber();
      }
      case 's' -> readWord(SUBMISSION, line.kind == Kind.STARTED);
      case 'h' -> readWord(HOST, line.kind == Kind.BEGAN || line.kind == Kind.FAILED);
      case 'b' -> readWord(BECAUSE, saysWhy());
      case 'm' -> readMeasure();
      case 'r' -> readLongField();
      case 'e' -> {
        json.expect(EXIT);
        line.exit = json.skips(NULL) ? OptionalInt.empty() : OptionalInt.of(json.smallNumber());
      }
      default -> throw PlainBytes.odd();
    }
  }

  private void readLongField() throws NotPlainException {
    switch (json.peek(2)) {
      case 's' -> {
        json.expect(RESTARTS);
        line.restarts = json.smallNumber();
      }
      case 'c' -> {
        json.expect(RECORD);
        records.read(json, line);
      }
      default -> readVerdict();
    }
  }

  /** Passes over all that is left of a line about a failure. */
  private void readVerdict() throws NotPlainException {
    int end = json.at();
    while (json.bytes()[end] != '\n') {
      end++;
    }
    int from = json.at() - 1;
    if (line.kind != Kind.FAILED || json.bytes()[end - 1] != '}') {
      throw PlainBytes.odd();
    }
    line.verdict = verdicts.of(json.bytes(), from, end - 1).orElseThrow(PlainBytes::odd);
    json.skip(end - 1 - json.at());
  }

  private boolean saysWhy() {
    return switch (line.kind) {
      case WANTED, REQUEUED, HELD, LOST -> true;
      default -> false;
    };
  }

  private void readWord(byte[] name, boolean counts) throws NotPlainException {
    json.expect(name);
    if (!counts) {
      json.text();
    } else if (json.skipsText(lastWord)) {
      line.word = lastText;
    } else {
      int from = json.at();
      int to = json.text();
      line.word = words.of(json.bytes(), from, to);
      lastText = line.word;
      lastWord = Arrays.copyOfRange(json.bytes(), from, to);
    }
  }

  private void readMeasure() throws NotPlainException {
    switch (json.peek(3)) {
      case 'e' -> readMade();
      case ':' -> {
        json.expect(MILLISECONDS);
        line.milliseconds = json.number();
      }
      case 'o' -> {
        json.expect(MEMORY);
        line.memoryBytes = json.number();
        if (line.memoryBytes < 0) {
          throw PlainBytes.odd();
        }
      }
      default -> readMetrics();
    }
  }

  private void readMade() throws NotPlainException {
    json.expect(MADE);
    line.made = json.hash();
    isMade = true;
  }

  private void readMetrics() throws NotPlainException {
    json.expect(METRICS);
    Map<String, Double> found = Map.of();
    if (!json.comes('}')) {
      do {
        if (!json.comes('"')) {
          throw PlainBytes.odd();
        }
        int from = json.at();
        int to = json.text();
        if (!json.comes(':')) {
          throw PlainBytes.odd();
        }
        double number = json.real();
        if (!glances) {
          found = with(found, words.of(json.bytes(), from, to), number);
        }
      } while (json.comes(','));
      if (!json.comes('}')) {
        throw PlainBytes.odd();
      }
    }
    line.metrics = found;
  }

  private static Map<String, Double> with(Map<String, Double> found, String name, double number) {
    if (found.isEmpty()) {
      return Map.of(name, number);
    }
    var all = new LinkedHashMap<>(found);
    all.put(name, number);
    return Usage.kept(all);
  }

  /** Whether nothing is missing without which a line of its kind is another one, or damaged. */
  private void checkWhole() throws NotPlainException {
    boolean isWhole =
        switch (line.kind) {
          case STARTED -> isMade;
          case DONE, KEPT -> line.record != null;
          case FAILED -> line.verdict != null;
          default -> true;
        };
    if (!isWhole) {
      throw PlainBytes.odd();
    }
  }
}
