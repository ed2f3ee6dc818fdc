package hdw.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * The fold of a journal that grows: what its driver adds to the file is added to the state.
 *
 * <p>Only whole lines count. One that is being written, or was cut off, is read when it is whole.
 */
public final class FollowedJournal {
  private static final int BLOCK = 1 << 20;

  /** Hears of events after they were folded. */
  @FunctionalInterface
  public interface Observer {
    /**
     * Something happened.
     *
     * @param before where the job stood before; empty for events that are not of one job, and for
     *     jobs that were not mentioned before
     */
    void happened(Event event, Instant time, Optional<JobStory.State> before);
  }

  private final Path journal;
  private final Observer observer;
  private final RunState state = new RunState();
  private final EventReader reader = new EventReader();
  private long offset;
  private int lines;

  /** Follows a journal from its beginning; nothing of it is read yet. */
  public FollowedJournal(Path journal, Observer observer) {
    this.journal = journal;
    this.observer = observer;
  }

  /** What it adds up to so far; the same object for ever, which grows. */
  public RunState state() {
    return state;
  }

  /** Reads what was added, if anything was. */
  public boolean more() throws IOException {
    if (!Files.exists(journal)) {
      return false;
    }
    try (var file = new RandomAccessFile(journal.toFile(), "r")) {
      long from = offset;
      byte[] block = new byte[BLOCK];
      int filled = 0;
      while (true) {
        file.seek(offset + filled);
        int got = file.read(block, filled, block.length - filled);
        if (got < 0) {
          return offset > from;
        }
        filled += got;
        int whole = JournalReader.lastNewline(block, filled) + 1;
        take(JournalBlock.parse(reader, block, whole));
        offset += whole;
        if (whole == 0 && filled == block.length) {
          block = Arrays.copyOf(block, 2 * block.length);
        } else {
          System.arraycopy(block, whole, block, 0, filled - whole);
          filled -= whole;
        }
      }
    }
  }

  private void take(JournalBlock block) {
    block.lines().forEach(this::take);
    block.damaged().forEach(each -> state.damaged(lines + each));
    lines += block.newlines();
  }

  private void take(EventReader.Line line) {
    Instant time = line.time().or(state::lastEvent).orElse(Instant.EPOCH);
    if (line.event().isPresent()) {
      Event event = line.event().get();
      Optional<JobStory.State> before =
          event instanceof Event.OfJob ofJob
              ? state.job(ofJob.job()).map(JobStory::state)
              : Optional.empty();
      state.readLine(line);
      observer.happened(event, time, before);
    } else {
      state.readLine(line);
    }
  }
}
