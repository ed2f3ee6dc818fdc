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
 * @param working how many have joined the scheduler
 * @param waiting how many a batch system has not started yet
 * @param most how many there may be
 * @param trouble what keeps workers from coming; empty where nothing does
 */
public record DaskWorkers(
    Optional<String> dashboard, int working, int waiting, int most, String trouble) {
  private static final String CREW = "dask/crew.json";
  private static final String PAGE = "dask/page.json";
  private static final Pattern WEB = Pattern.compile("https?://\\S+");

  /** Those of a run that goes on; nothing of one that has none. */
  public static Optional<DaskWorkers> of(RunFolder folder) {
    Map<String, Object> crew = read(folder, CREW);
    return crew.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new DaskWorkers(
                JsonReader.text(read(folder, PAGE), "dashboard").filter(WEB.asMatchPredicate()),
                (int) JsonReader.number(crew, "working", 0),
                (int) JsonReader.number(crew, "waiting", 0),
                (int) JsonReader.number(crew, "most", 0),
                JsonReader.text(crew, "said").orElse("")));
  }

  private static Map<String, Object> read(RunFolder folder, String name) {
    try {
      return JsonReader.object(Files.readString(folder.file(name)));
    } catch (IOException none) {
      return Map.of();
    }
  }

  /** How many there are, for people. */
  public String text() {
    return "%d of at most %d workers run%s%s"
        .formatted(
            working,
            most,
            waiting == 0 ? "" : ", " + waiting + " wait in the queue",
            trouble.isEmpty() ? "" : ": " + trouble.lines().findFirst().orElse(""));
  }
}
