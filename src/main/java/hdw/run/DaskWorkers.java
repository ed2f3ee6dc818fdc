package hdw.run;

import hdw.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The workers of Dask as the driver of a run last saw them.
 *
 * @param dashboard the address of Dask's own page on the driver's machine, where it has one
 * @param running how many have joined the scheduler
 * @param waiting how many a batch system has not started yet
 * @param most how many there may be
 */
public record DaskWorkers(Optional<String> dashboard, int running, int waiting, int most) {
  /** Where the driver notes them, below the run's folder. */
  public static final String FILE = "dask/crew.json";

  private static final Pattern WEB = Pattern.compile("https?://\\S+");

  /** Those of a run that goes on; nothing of one that has none, or where the note is not whole. */
  public static Optional<DaskWorkers> of(RunFolder folder) {
    try {
      Map<String, Object> crew = JsonReader.object(Files.readString(folder.file(FILE)));
      Optional<String> page = JsonReader.text(crew, "dashboard").filter(WEB.asMatchPredicate());
      return JsonReader.inner(crew, "workers").map(workers -> of(page, workers));
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  private static DaskWorkers of(Optional<String> page, Map<String, Object> workers) {
    return new DaskWorkers(
        page,
        (int) JsonReader.number(workers, "running", 0),
        (int) JsonReader.number(workers, "waiting", 0),
        (int) JsonReader.number(workers, "most", 0));
  }

  /** How many there are, for people. */
  public String text() {
    return "%d of at most %d workers run%s"
        .formatted(running, most, waiting == 0 ? "" : ", " + waiting + " wait in the queue");
  }
}
