package hdw.run;

import hdw.plan.KeptChunks;
import hdw.plan.Past;
import hdw.plan.Throughput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What a run left that planning goes by; its files are opened when somebody asks. */
public final class LastRun implements Past {
  private final RunFolder folder;
  private final boolean itself;
  private Optional<ChunkTable> chunks = Optional.empty();
  private Optional<RunState> state = Optional.empty();

  private LastRun(RunFolder folder, boolean itself) {
    this.folder = folder;
    this.itself = itself;
  }

  /** What this very run left. */
  public static Past in(RunFolder folder) {
    return new LastRun(folder, true);
  }

  /**
   * What the last run of a workflow left.
   *
   * @param home the folder of runs
   */
  public static Past of(Path home, String workflow) {
    if (!Files.isDirectory(home)) {
      return Past.NONE;
    }
    try {
      return RunStarter.last(workflow, home)
          .<Past>map(each -> new LastRun(each, false))
          .orElse(Past.NONE);
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
        found.run().isEmpty() ? folder.name() : found.run());
  }

  @Override
  public Optional<Throughput> throughput(String task) {
    try {
      if (state.isEmpty()) {
        state = Optional.of(RunState.read(folder.journal()));
      }
      Map<String, Event.Measured> found =
          itself ? state.get().measuredBefore() : state.get().measured();
      return Optional.ofNullable(found.get(task)).map(this::throughput);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
