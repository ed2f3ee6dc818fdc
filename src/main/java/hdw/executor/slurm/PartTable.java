package hdw.executor.slurm;

import hdw.executor.RenderedFile;
import hdw.executor.slurm.AheadBatch.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where the parts of batches begin that were submitted ahead, a line for each; other batches are
 * cut by {@code MaxArraySize} alone.
 */
public final class PartTable {
  private final Path run;
  private final Map<String, NavigableSet<Integer>> known = new HashMap<>();

  /** The tables in a run's folder. */
  PartTable(Path run) {
    this.run = run;
  }

  /** The table of a batch, to be written before it is submitted. */
  public static RenderedFile of(String batch, List<Part> parts) {
    String text =
        parts.stream().map(each -> each.slice().first() + "\n").collect(Collectors.joining());
    return RenderedFile.plain(path(batch), text);
  }

  private static String path(String batch) {
    return "input/" + batch + ".parts";
  }

  /** The first row of the part that a row belongs to. */
  int first(String batch, int row, int maxArraySize) throws IOException {
    NavigableSet<Integer> starts = known.get(batch);
    if (starts == null) {
      starts = read(run.resolve(path(batch)));
      known.put(batch, starts);
    }
    Integer first = starts.floor(row);
    return first == null ? row - row % maxArraySize : first;
  }

  private static NavigableSet<Integer> read(Path file) throws IOException {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.matches("[0-9]{1,9}"))
          .map(Integer::valueOf)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (NoSuchFileException cutAsAlways) {
      return new TreeSet<>();
    }
  }
}
