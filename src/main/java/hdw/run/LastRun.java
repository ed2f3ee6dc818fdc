package hdw.run;

import hdw.plan.KeptChunks;
import hdw.plan.Past;
import hdw.plan.Throughput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** What a run left that planning goes by; its files are opened when somebody asks. */
public final class LastRun implements Past {
  private final RunFolder folder;
  private Optional<ChunkTable> chunks = Optional.empty();
  private Optional<RunState> state = Optional.empty();

  private LastRun(RunFolder folder) {
    this.folder = folder;
  }

  /** What this very run left. */
  public static Past in(RunFolder folder) {
    return new LastRun(folder);
  }

  /**
   * What the last run of a workflow left.
   *
   * @param home the folder of runs
   */
  public static Past of(Path home, String workflow) {
    try {
      return RunStarter.last(workflow, home).<Past>map(LastRun::new).orElse(Past.NONE);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public Optional<KeptChunks> chunks(String node, String sample) {
    try {
      if (chunks.isEmpty()) {
        chunks = Optional.of(ChunkTable.read(folder));
      }
      return chunks.get().chunks(node, sample);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Throughput throughput(Event.Measured found) {
    return new Throughput(
        found.jobs(),
        found.milliseconds() / 1000.0,
        found.files(),
        found.bytes(),
        found.events().map(OptionalLong::of).orElse(OptionalLong.empty()),
        folder.name());
  }

  @Override
  public Optional<Throughput> throughput(String task) {
    try {
      if (state.isEmpty()) {
        state = Optional.of(RunState.read(folder.journal()));
      }
      return state.get().measured(task).map(this::throughput);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
