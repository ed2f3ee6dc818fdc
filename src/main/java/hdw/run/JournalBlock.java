package hdw.run;

import hdw.json.JsonCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whole lines of a journal, parsed.
 *
 * @param lines those that could be read, in order
 * @param damaged the numbers of the others, from 1 for the first line of the block
 * @param newlines how many lines there were
 */
record JournalBlock(List<EventReader.Line> lines, List<Integer> damaged, int newlines) {

  /**
   * Parses a block at one go; where that fails, line by line, so that only the damaged lines of it
   * are lost.
   *
   * @param length up to where the block is filled: behind a newline
   */
  static JournalBlock parse(EventReader reader, byte[] block, int length) {
    List<EventReader.Line> found = new ArrayList<>();
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
      return new JournalBlock(found, List.of(), json.line() - 1);
    } catch (IOException damage) {
      return parseLines(reader, block, length);
    }
  }

  private static JournalBlock parseLines(EventReader reader, byte[] block, int length) {
    List<EventReader.Line> found = new ArrayList<>();
    List<Integer> damaged = new ArrayList<>();
    int from = 0;
    int number = 1;
    for (int i = 0; i < length; i++) {
      if (block[i] == '\n') {
        try {
          if (i > from) {
            found.add(reader.read(block, from, i - from));
          }
        } catch (IOException damage) {
          damaged.add(number);
        }
        from = i + 1;
        number++;
      }
    }
    return new JournalBlock(found, damaged, number - 1);
  }
}
