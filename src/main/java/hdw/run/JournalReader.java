package hdw.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Reads a journal from its beginning, in blocks of whole lines.
 *
 * <p>The blocks of a large one are parsed on other threads while those before are taken in, in
 * order. What stands behind the last newline is an event where it can be read, and else something
 * that is being written or was cut off: nothing to complain about.
 */
final class JournalReader implements AutoCloseable {
  private static final int BLOCK = 1 << 18;
  private static final int PARSERS = 2;
  private static final int MOST_AHEAD = 3;

  private final EventReader reader;
  private final ThreadLocal<EventReader> readers;
  private final Deque<Future<JournalBlock>> ahead = new ArrayDeque<>();
  private final Consumer<EventReader.Line> lines;
  private final IntConsumer damaged;
  private final ExecutorService parsers;
  private int number = 1;

  private JournalReader(boolean glances, Consumer<EventReader.Line> lines, IntConsumer damaged) {
    this.reader = new EventReader(glances);
    this.readers = ThreadLocal.withInitial(() -> new EventReader(glances));
    this.lines = lines;
    this.damaged = damaged;
    this.parsers =
        Executors.newFixedThreadPool(
            PARSERS,
            task -> {
              var thread = new Thread(task, "reads the journal");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Reads a journal; one that is not there is empty.
   *
   * @param glances whether what results were made from is passed over
   * @param damaged takes the numbers, from 1, of lines that cannot be read
   */
  static void read(
      Path journal, boolean glances, Consumer<EventReader.Line> lines, IntConsumer damaged)
      throws IOException {
    if (Files.exists(journal)) {
      try (InputStream in = Files.newInputStream(journal);
          var reader = new JournalReader(glances, lines, damaged)) {
        reader.read(in);
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
      if (filled < block.length) {
        takeAll();
        take(JournalBlock.parse(reader, block, whole));
        readTail(block, whole, filled - whole);
        return;
      }
      byte[] next = new byte[whole == 0 ? 2 * block.length : BLOCK];
      next = next.length < filled - whole ? Arrays.copyOf(next, 2 * (filled - whole)) : next;
      System.arraycopy(block, whole, next, 0, filled - whole);
      if (whole > 0) {
        parse(block, whole);
      }
      block = next;
      filled -= whole;
    }
  }

  private void parse(byte[] block, int length) throws IOException {
    if (ahead.size() == MOST_AHEAD) {
      take(ahead.remove());
    }
    ahead.add(parsers.submit(() -> JournalBlock.parse(readers.get(), block, length)));
  }

  private void takeAll() throws IOException {
    while (!ahead.isEmpty()) {
      take(ahead.remove());
    }
  }

  private void take(Future<JournalBlock> block) throws IOException {
    try {
      take(block.get());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the journal was read", stopped);
    } catch (ExecutionException bug) {
      throw new IllegalStateException(bug.getCause());
    }
  }

  private void take(JournalBlock block) {
    block.lines().forEach(lines);
    block.damaged().forEach(each -> damaged.accept(number + each - 1));
    number += block.newlines();
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

  /** The place of the last newline; -1 where there is none. */
  static int lastNewline(byte[] block, int length) {
    int at = length - 1;
    while (at >= 0 && block[at] != '\n') {
      at--;
    }
    return at;
  }

  @Override
  public void close() {
    parsers.shutdown();
  }
}
