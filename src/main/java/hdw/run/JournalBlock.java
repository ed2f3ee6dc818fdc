package hdw.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Whole lines of a journal: their bytes, and what they say once they are parsed. It can be filled
 * again and again, so that a large journal leaves nothing for the collector.
 */
final class JournalBlock {
  private static final int USUAL_LINE = 200;

  private byte[] bytes;
  private final List<JournalLine> lines;
  private final List<Integer> damaged = new ArrayList<>(0);
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
    used = 0;
    newlines = 0;
  }

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
          if (!isRead(block, from, end)) {
            block.damaged.add(block.newlines);
          }
          from = end + 1;
        }
      }
      return block;
    }

    private boolean isRead(JournalBlock block, int from, int end) {
      try {
        if (end > from) {
          block.lines.add(reader.read(block.bytes, from, end - from));
        }
        return true;
      } catch (IOException damage) {
        return false;
      }
    }

    /** Parses what stands behind the last newline: an event where it can be read, else nothing. */
    JournalBlock parseTail(JournalBlock block, int from, int length) {
      block.clear();
      var unused = isRead(block, from, from + length);
      return block;
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
