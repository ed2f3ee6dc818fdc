package hdw.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whole lines of a journal: their bytes, and what they say once they are parsed. It can be filled
 * again and again, so that a large journal leaves nothing for the collector.
 */
final class JournalBlock {
  private static final int USUAL_LINE = 200;

  private byte[] bytes;
  private final List<JournalLine> lines;
  private final List<Integer> damaged = new ArrayList<>(0);
  private final List<Odd> odd = new ArrayList<>(0);
  private int newlines;

  /** The lines in the small form, in order; those behind them are to be used again. */
  private JobLine[] jobLines = new JobLine[16];

  private int used;

  JournalBlock(int size) {
    bytes = new byte[size];
    lines = new ArrayList<>(size / USUAL_LINE);
  }

  /** The bytes of the lines, to be filled. */
  byte[] bytes() {
    return bytes;
  }

  /** Makes room for twice as many bytes; those that are there stay. */
  void grow() {
    bytes = Arrays.copyOf(bytes, 2 * bytes.length);
  }

  /** The lines that could be read, in order. */
  List<JournalLine> lines() {
    return Collections.unmodifiableList(lines);
  }

  /** One of those of them that have the small form, in order. */
  JobLine jobLine(int number) {
    return jobLines[number];
  }

  /** How many there are of these. */
  int jobLines() {
    return used;
  }

  /** The numbers of the others, from 1 for the first line of the block. */
  List<Integer> damaged() {
    return Collections.unmodifiableList(damaged);
  }

  /** How many lines there were. */
  int newlines() {
    return newlines;
  }

  private JobLine empty() {
    if (used == jobLines.length) {
      jobLines = Arrays.copyOf(jobLines, 2 * used);
    }
    if (jobLines[used] == null) {
      jobLines[used] = new JobLine();
    }
    jobLines[used].clear();
    return jobLines[used];
  }

  private void clear() {
    lines.clear();
    damaged.clear();
    odd.clear();
    used = 0;
    newlines = 0;
  }

  /** Notes a line that is to be read in the slow way; its place is kept. */
  private void addOdd(int from, int to) {
    if (to > from) {
      odd.add(new Odd(lines.size(), newlines, from, to));
      lines.add(null);
    }
  }

  /** Notes what the slow way made of a line. */
  private void settle(Odd line, Optional<EventReader.Line> read) {
    if (read.isPresent()) {
      lines.set(line.place, read.get());
    } else {
      damaged.add(line.number);
    }
  }

  /**
   * A line that is not in the small form.
   *
   * @param place where it belongs among those that can be read
   * @param number from 1 for the first line of the block
   */
  private record Odd(int place, int number, int from, int to) {}

  /** Parses blocks, one after the other: for one thread. */
  static final class Parser {
    private final PlainLines plain;
    private final EventReader reader;

    /**
     * Parses blocks.
     *
     * @param glances whether what results were made from, and what they measured, is passed over
     */
    Parser(boolean glances) {
      plain = new PlainLines(glances);
      reader = new EventReader(glances);
    }

    /**
     * Parses a block; what cannot be read costs its own line only.
     *
     * @param length up to where the block is filled: behind a newline
     */
    JournalBlock parse(JournalBlock block, int length) {
      block.clear();
      int from = 0;
      while (from < length) {
        JobLine line = block.empty();
        block.newlines++;
        if (plain.read(block.bytes, from, line)) {
          block.lines.add(line);
          block.used++;
          from = plain.end() + 1;
        } else {
          int end = newline(block.bytes, from);
          block.addOdd(from, end);
          from = end + 1;
        }
      }
      readOdd(block);
      return block;
    }

    /** Parses what stands behind the last newline: an event where it can be read, else nothing. */
    JournalBlock parseTail(JournalBlock block, int from, int length) {
      block.clear();
      block.addOdd(from, from + length);
      readOdd(block);
      block.damaged.clear();
      return block;
    }

    /** Reads at one go what is left over, as beginning takes its time; where that fails, singly. */
    private void readOdd(JournalBlock block) {
      if (block.odd.isEmpty()) {
        return;
      }
      try {
        List<EventReader.Line> found = reader.read(together(block), block.odd.size());
        for (int i = 0; i < found.size(); i++) {
          block.settle(block.odd.get(i), Optional.of(found.get(i)));
        }
      } catch (IOException damage) {
        for (Odd each : block.odd) {
          block.settle(each, single(block.bytes, each));
        }
        block.lines.removeIf(Objects::isNull);
      }
    }

    private static byte[] together(JournalBlock block) {
      var bytes = new ByteArrayOutputStream();
      for (Odd each : block.odd) {
        bytes.write(block.bytes, each.from, each.to - each.from);
        bytes.write('\n');
      }
      return bytes.toByteArray();
    }

    private Optional<EventReader.Line> single(byte[] bytes, Odd line) {
      try {
        return Optional.of(reader.read(bytes, line.from, line.to - line.from));
      } catch (IOException damage) {
        return Optional.empty();
      }
    }
  }

  private static int newline(byte[] block, int from) {
    int end = from;
    while (block[end] != '\n') {
      end++;
    }
    return end;
  }

  /** The place of the last newline; -1 where there is none. */
  static int lastNewline(byte[] block, int length) {
    int at = length - 1;
    while (at >= 0 && block[at] != '\n') {
      at--;
    }
    return at;
  }
}
