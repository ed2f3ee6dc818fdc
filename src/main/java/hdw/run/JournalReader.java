package hdw.run;

import hdw.json.JsonCursor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Reads a journal from its beginning, in blocks of whole lines.
 *
 * <p>A block is parsed at one go; where that fails, it is parsed again line by line, so that only
 * the damaged lines of it are lost. What stands behind the last newline is an event where it can be
 * read, and else something that is being written or was cut off: nothing to complain about.
 */
final class JournalReader {
  private static final int BLOCK = 1 << 20;

  private final EventReader reader = new EventReader();
  private final Consumer<EventReader.Line> lines;
  private final IntConsumer damaged;
  private int number = 1;

  private JournalReader(Consumer<EventReader.Line> lines, IntConsumer damaged) {
    this.lines = lines;
    this.damaged = damaged;
  }

  /**
   * Reads a journal; one that is not there is empty.
   *
   * @param damaged takes the numbers, from 1, of lines that cannot be read
   */
  static void read(Path journal, Consumer<EventReader.Line> lines, IntConsumer damaged)
      throws IOException {
    if (Files.exists(journal)) {
      try (InputStream in = Files.newInputStream(journal)) {
        new JournalReader(lines, damaged).read(in);
      }
    }
  }

  private void read(InputStream in) throws IOException {
    byte[] block = new byte[BLOCK];
    int filled = 0;
    while (true) {
      int got = in.readNBytes(block, filled, block.length - filled);
      filled += got;
      int whole = lastNewline(block, filled) + 1;
      readBlock(block, whole);
      if (filled < block.length) {
        readTail(block, whole, filled - whole);
        return;
      }
      block = whole == 0 ? Arrays.copyOf(block, 2 * block.length) : block;
      System.arraycopy(block, whole, block, 0, filled - whole);
      filled -= whole;
    }
  }

  private void readBlock(byte[] block, int length) throws IOException {
    List<EventReader.Line> found = new ArrayList<>();
    int newlines;
    try (var json = JsonCursor.of(block, 0, length)) {
      int last = 0;
      while (json.nextObject()) {
        int begun = json.line();
        found.add(reader.read(json));
        if (begun == last || json.line() != begun) {
          throw new IOException("an object that is not one line");
        }
        last = begun;
      }
      newlines = json.line() - 1;
    } catch (IOException damage) {
      readLines(block, length);
      return;
    }
    found.forEach(lines);
    number += newlines;
  }

  private void readLines(byte[] block, int length) {
    int from = 0;
    for (int i = 0; i < length; i++) {
      if (block[i] == '\n') {
        readLine(block, from, i - from);
        from = i + 1;
        number++;
      }
    }
  }

  private void readLine(byte[] block, int from, int length) {
    if (length > 0) {
      try {
        lines.accept(reader.read(block, from, length));
      } catch (IOException damage) {
        damaged.accept(number);
      }
    }
  }

  private void readTail(byte[] block, int from, int length) {
    if (length > 0) {
      try {
        lines.accept(reader.read(block, from, length));
      } catch (IOException halfWritten) {
        // said above: no damage
      }
    }
  }

  private static int lastNewline(byte[] block, int length) {
    int at = length - 1;
    while (at >= 0 && block[at] != '\n') {
      at--;
    }
    return at;
  }
}
