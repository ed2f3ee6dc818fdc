package hdw.executor.slurm;

import hdw.executor.Program;
import hdw.model.SlurmOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a cluster allows, asked for once and kept for ten minutes; any thread may ask. */
public final class Limits {
  private static final Duration KEPT = Duration.ofMinutes(10);

  /** scontrol waits 18 s for a controller that is away. */
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private final Program program;
  private final Path folder;
  private final SlurmOptions usually;
  private final Clock clock;
  private Optional<Answer> last = Optional.empty();

  private record Answer(Partitions partitions, Instant at) {}

  /**
   * The limits of the cluster that the programs reach.
   *
   * @param folder where they run
   * @param environment the user's, which may name a partition or a QOS
   */
  public Limits(Program program, Path folder, Map<String, String> environment, Clock clock) {
    this.program = program;
    this.folder = folder;
    this.usually = Submitter.usually(environment);
    this.clock = clock;
  }

  /**
   * The partitions.
   *
   * @throws IOException where the cluster does not answer, in its own words
   */
  public synchronized Partitions partitions() throws IOException {
    Instant now = clock.instant();
    if (last.filter(each -> each.at().plus(KEPT).isAfter(now)).isEmpty()) {
      last = Optional.of(new Answer(ask(), now));
    }
    return last.orElseThrow().partitions();
  }

  private Partitions ask() throws IOException {
    return new Partitions(
        PartitionTexts.parse(said(PartitionTexts.SHOW), said(PartitionTexts.SIZES)), usually);
  }

  private String said(List<String> command) throws IOException {
    Program.Answer answer = program.run(folder, command, PATIENCE);
    if (answer.exit() != 0) {
      throw Trouble.of(command.get(0), answer);
    }
    return answer.out();
  }
}
