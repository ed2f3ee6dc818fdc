package hdw.executor.slurm;

import hdw.executor.AttemptKey;
import hdw.executor.Batch;
import hdw.executor.TaskFiles;
import hdw.executor.Utf8Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The list in which a task of an array finds its job, and from which hdw knows whose a task is: a
 * line {@code <name> logs/<task>/<2 letters> <offset> <length> <attempt>} for each job.
 */
final class Items {
  private static final String FOLDER = "input";
  private static final String ENDING = ".items";
  private static final int FIELDS = 5;

  /** About how many bytes a line has. */
  private static final int USUAL = 80;

  private final Path run;
  private final Map<String, List<Line>> batches = new HashMap<>();

  /** What a line says of whose it is. */
  private record Line(String job, int attempt) {}

  /** A place in a batch. */
  record Place(String batch, int row) {}

  /** The lists in a run's folder. */
  Items(Path run) {
    this.run = run;
  }

  static String path(String batch) {
    return FOLDER + "/" + batch + ENDING;
  }

  static Utf8Text text(Batch batch, TaskFiles files) {
    var text = new Utf8Text(batch.size() * USUAL);
    for (int row = 0; row < batch.size(); row++) {
      files.addPlace(row, files.log(row).folder(), text);
      text.add(' ');
      text.add(batch.items().get(row).attempt());
      text.add('\n');
    }
    return text;
  }

  /** Whose task it is that stands in a row of a batch; nothing where there is no such row. */
  Optional<AttemptKey> key(JobName name, int index) throws IOException {
    List<Line> lines = lines(name.batch());
    int row = name.first() + index;
    return row < lines.size()
        ? Optional.of(new AttemptKey(name.token(), lines.get(row).job(), lines.get(row).attempt()))
        : Optional.empty();
  }

  private List<Line> lines(String batch) throws IOException {
    List<Line> known = batches.get(batch);
    if (known == null) {
      known = read(run.resolve(path(batch)));
      batches.put(batch, known);
    }
    return known;
  }

  private static List<Line> read(Path file) throws IOException {
    try {
      return Files.readAllLines(file).stream().map(Items::line).toList();
    } catch (NoSuchFileException missing) {
      return List.of();
    }
  }

  private static Line line(String text) {
    String[] fields = text.split(" ", -1);
    if (fields.length != FIELDS || !fields[FIELDS - 1].matches("[0-9]{1,9}")) {
      return new Line("", 0);
    }
    String task = fields[1].replaceFirst("^logs/(.*)/[^/]*$", "$1");
    return new Line(task + "/" + fields[0], Integer.parseInt(fields[FIELDS - 1]));
  }

  /** Where attempts stand in the batches of the run; there may be several places for one. */
  Map<AttemptKey, List<Place>> places(Set<AttemptKey> attempts) throws IOException {
    Map<Line, List<AttemptKey>> sought = new HashMap<>();
    for (AttemptKey each : attempts) {
      sought
          .computeIfAbsent(new Line(each.job(), each.attempt()), unseen -> new ArrayList<>())
          .add(each);
    }
    Map<AttemptKey, List<Place>> places = new HashMap<>();
    for (String batch : names()) {
      List<Line> lines = lines(batch);
      for (int row = 0; row < lines.size(); row++) {
        for (AttemptKey each : sought.getOrDefault(lines.get(row), List.of())) {
          places.computeIfAbsent(each, unseen -> new ArrayList<>()).add(new Place(batch, row));
        }
      }
    }
    return places;
  }

  private Set<String> names() throws IOException {
    Path folder = run.resolve(FOLDER);
    if (!Files.isDirectory(folder)) {
      return Set.of();
    }
    var names = new HashSet<String>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(each -> each.getFileName().toString())
          .filter(each -> each.endsWith(ENDING))
          .forEach(each -> names.add(each.substring(0, each.length() - ENDING.length())));
    }
    return names;
  }
}
