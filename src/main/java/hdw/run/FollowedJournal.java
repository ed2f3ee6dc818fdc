package hdw.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
     * @param job its story; empty for events that are not of one job
     * @param before where the job stood before; empty also for jobs that were not mentioned before
     */
    void happened(
        Event event, Instant time, Optional<JobStory> job, Optional<JobStory.State> before);
  }

  private final Path journal;
  private final Observer observer;
  private final RunState state = new RunState();
  private final JournalBlock.Parser parser;
  private long offset;

  /**
   * Follows a journal from its beginning; nothing of it is read yet. What results were made from,
   * and what they measured, is passed over: nobody who follows a run asks for it.
   */
  public FollowedJournal(Path journal, Observer observer) {
    this.journal = journal;
    this.observer = observer;
    this.parser = new JournalBlock.Parser(true);
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
      var block = new JournalBlock(BLOCK);
      int filled = 0;
      while (true) {
        file.seek(offset + filled);
        int got = file.read(block.bytes(), filled, block.bytes().length - filled);
        if (got < 0) {
          return offset > from;
        }
        filled += got;
        int whole = JournalBlock.lastNewline(block.bytes(), filled) + 1;
        take(parser.parse(block, whole));
        offset += whole;
        filled -= whole;
        System.arraycopy(block.bytes(), whole, block.bytes(), 0, filled);
        if (filled == block.bytes().length) {
          block.grow();
        }
      }
    }
  }

  private void take(JournalBlock block) {
    for (JournalLine each : block.lines()) {
      if (each instanceof JobLine line) {
        take(line, block.bytes());
      } else if (each instanceof EventReader.Line line) {
        take(line);
      }
    }
    state.passed(block);
  }

  private void take(JobLine line, byte[] block) {
    Optional<JobStory.State> before = state.job(line, block).map(JobStory::state);
    JobStory story = state.add(line, block);
    observer.happened(line.event(story.id()), line.time(), Optional.of(story), before);
  }

  private void take(EventReader.Line line) {
    if (line.event().isEmpty()) {
      state.add(line);
      return;
    }
    Event event = line.event().get();
    Optional<String> job =
        event instanceof Event.OfJob ofJob ? Optional.of(ofJob.job()) : Optional.empty();
    Optional<JobStory.State> before = job.flatMap(state::job).map(JobStory::state);
    Instant time = line.time().or(state::lastEvent).orElse(Instant.EPOCH);
    state.add(line);
    observer.happened(event, time, job.flatMap(state::job), before);
  }
}
