package hdw.run;

import hdw.json.JsonReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A run in a list of runs.
 *
 * @param begun when it began; nothing for a dry run
 * @param lastEvent when something last happened
 * @param jobs all of them
 * @param done with those whose result was kept from an earlier run
 * @param failed for good
 */
public record RunGlance(
    RunFolder folder,
    String state,
    Optional<Instant> begun,
    Optional<Instant> lastEvent,
    int jobs,
    int done,
    int failed) {
  private static final int ENDS = 1 << 14;

  /** States that nothing but a new driver changes. */
  private static final Set<String> SETTLED = Set.of("done", "failed", "paused");

  /**
   * Looks at a run. Where its driver has left and said how far the run is, only the ends of its
   * journal are read, unless it is the latest of its home; else all of it.
   */
  public static RunGlance of(RunFolder folder) throws IOException {
    boolean latest =
        RunFolder.latest(folder.path().toAbsolutePath().getParent())
            .filter(each -> each.name().equals(folder.name()))
            .isPresent();
    Optional<RunGlance> quick = latest ? Optional.empty() : atEnds(folder);
    return quick.isPresent() ? quick.get() : whole(folder);
  }

  private static RunGlance whole(RunFolder folder) throws IOException {
    if (!Files.exists(folder.journal())) {
      long jobs = JsonReader.number(JsonReader.object(Files.readString(folder.plan())), "jobs", 0);
      return new RunGlance(folder, "planned", Optional.empty(), Optional.empty(), (int) jobs, 0, 0);
    }
    RunSummary summary = RunSummary.glance(folder);
    List<RunSummary.NodeCounts> nodes = summary.nodes();
    return new RunGlance(
        folder,
        summary.runState(),
        summary.state().begun(),
        summary.state().lastEvent(),
        nodes.stream().mapToInt(RunSummary.NodeCounts::jobs).sum(),
        nodes.stream().mapToInt(RunSummary.NodeCounts::done).sum(),
        nodes.stream().mapToInt(RunSummary.NodeCounts::failed).sum());
  }

  private static Optional<RunGlance> atEnds(RunFolder folder) throws IOException {
    if (!Files.exists(folder.journal())) {
      return Optional.empty();
    }
    try (var file = new RandomAccessFile(folder.journal().toFile(), "r")) {
      long size = file.length();
      Optional<EventReader.Line> first = first(read(file, 0, Math.min(size, ENDS)));
      Optional<EventReader.Line> last = last(read(file, Math.max(0, size - ENDS), size));
      return last.flatMap(EventReader.Line::event)
          .filter(Event.Closed.class::isInstance)
          .map(Event.Closed.class::cast)
          .filter(each -> SETTLED.contains(each.state()) && each.tally().isPresent())
          .map(
              each ->
                  new RunGlance(
                      folder,
                      each.state(),
                      first.flatMap(EventReader.Line::time),
                      last.flatMap(EventReader.Line::time),
                      each.tally().get().jobs(),
                      each.tally().get().done(),
                      each.tally().get().failed()));
    }
  }

  private static byte[] read(RandomAccessFile file, long from, long to) throws IOException {
    byte[] bytes = new byte[(int) (to - from)];
    file.seek(from);
    file.readFully(bytes);
    return bytes;
  }

  private static Optional<EventReader.Line> first(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    return line(bytes, 0, end);
  }

  /** The last line, which must be whole. */
  private static Optional<EventReader.Line> last(byte[] bytes) {
    if (bytes.length == 0 || bytes[bytes.length - 1] != '\n') {
      return Optional.empty();
    }
    int begin = JournalBlock.lastNewline(bytes, bytes.length - 1) + 1;
    return line(bytes, begin, bytes.length - 1);
  }

  private static Optional<EventReader.Line> line(byte[] bytes, int from, int to) {
    try {
      return to > from
          ? Optional.of(new EventReader().read(bytes, from, to - from))
          : Optional.empty();
    } catch (IOException damaged) {
      return Optional.empty();
    }
  }
}
