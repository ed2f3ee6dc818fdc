package hdw.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

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
  private static final int MOST_AHEAD = 4;

  private final JournalBlock.Parser parser;
  private final ThreadLocal<JournalBlock.Parser> others;
  private final Consumer<JournalBlock> blocks;
  private final Deque<Future<JournalBlock>> ahead = new ArrayDeque<>();
  private final Deque<JournalBlock> free = new ArrayDeque<>();
  private final ExecutorService parsers;

  private JournalReader(boolean glances, Consumer<JournalBlock> blocks) {
    this.parser = new JournalBlock.Parser(glances);
    this.others = ThreadLocal.withInitial(() -> new JournalBlock.Parser(glances));
    this.blocks = blocks;
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
   * @param blocks takes its lines, in order; a block is used again afterwards
   */
  static void read(Path journal, boolean glances, Consumer<JournalBlock> blocks)
      throws IOException {
    if (Files.exists(journal)) {
      try (InputStream in = Files.newInputStream(journal);
          var reader = new JournalReader(glances, blocks)) {
        reader.read(in);
      }
    }
  }

  private void read(InputStream in) throws IOException {
    var block = new JournalBlock(BLOCK);
    int filled = 0;
    while (true) {
      int size = block.bytes().length;
      filled += in.readNBytes(block.bytes(), filled, size - filled);
      int whole = JournalBlock.lastNewline(block.bytes(), filled) + 1;
      if (filled < size) {
        takeAll();
        blocks.accept(parser.parse(block, whole));
        blocks.accept(parser.parseTail(block, whole, filled - whole));
        return;
      }
      if (whole == 0) {
        block.grow();
      } else {
        JournalBlock next = free.isEmpty() ? new JournalBlock(size) : free.remove();
        filled -= whole;
        while (next.bytes().length <= filled) {
          next.grow();
        }
        System.arraycopy(block.bytes(), whole, next.bytes(), 0, filled);
        parse(block, whole);
        block = next;
      }
    }
  }

  private void parse(JournalBlock block, int length) throws IOException {
    if (ahead.size() == MOST_AHEAD) {
      take(ahead.remove());
    }
    ahead.add(parsers.submit(() -> others.get().parse(block, length)));
  }

  private void takeAll() throws IOException {
    while (!ahead.isEmpty()) {
      take(ahead.remove());
    }
  }

  private void take(Future<JournalBlock> block) throws IOException {
    try {
      blocks.accept(block.get());
      free.add(block.get());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the journal was read", stopped);
    } catch (ExecutionException bug) {
      throw new IllegalStateException(bug.getCause());
    }
  }

  @Override
  public void close() {
    parsers.shutdown();
  }
}
