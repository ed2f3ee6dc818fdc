package hdw.run;

import hdw.json.JsonReader;
import hdw.json.JsonWriter;
import hdw.plan.Chunks;
import hdw.plan.KeptChunks;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the samples of a run were cut, in the file {@code chunks.jsonl} of its folder: a line for
 * each chunk whose files do not say by themselves where it begins and ends.
 *
 * <p>Also in it are chunks of earlier runs some of whose files were not there any more, or whose
 * node was left out: when they come back, so do their chunks and results.
 */
final class ChunkTable {
  static final String FILE = "chunks.jsonl";

  private final Map<List<String>, KeptChunks> chunks;

  private ChunkTable(Map<List<String>, KeptChunks> chunks) {
    this.chunks = chunks;
  }

  /** The table of a run; empty where it has none, up to where it is damaged. */
  static ChunkTable read(RunFolder folder) throws IOException {
    var rows = new LinkedHashMap<List<String>, List<Line>>();
    Path file = folder.file(FILE);
    if (Files.exists(file)) {
      try (BufferedReader lines = Files.newBufferedReader(file)) {
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
          Line line = Line.of(JsonReader.object(text));
          rows.computeIfAbsent(List.of(line.node, line.sample), key -> new ArrayList<>()).add(line);
        }
      }
    }
    var chunks = new LinkedHashMap<List<String>, KeptChunks>();
    rows.forEach(
        (key, lines) ->
            chunks.put(
                key,
                new KeptChunks(lines.get(0).split, lines.stream().map(each -> each.row).toList())));
    return new ChunkTable(chunks);
  }

  /** How a sample was cut for a node. */
  Optional<KeptChunks> chunks(String node, String sample) {
    return Optional.ofNullable(chunks.get(List.of(node, sample)));
  }

  /** The same without all that a plan cuts itself. */
  ChunkTable without(Plan plan) {
    var others = new LinkedHashMap<>(chunks);
    for (NodePlan node : plan.nodes()) {
      node.node().samples().forEach(each -> others.remove(List.of(node.node().id(), each.name())));
    }
    return new ChunkTable(others);
  }

  /**
   * Writes the table of a plan, in one step, with what is still of use of this one; no file where
   * there is nothing to write.
   */
  void write(Plan plan, RunFolder folder) throws IOException {
    List<Line> lines = lines(plan);
    if (lines.isEmpty()) {
      Files.deleteIfExists(folder.file(FILE));
      return;
    }
    folder.replace(
        FILE,
        writer -> {
          for (Line each : lines) {
            writer.write(each.text());
          }
        });
  }

  private List<Line> lines(Plan plan) {
    Map<List<String>, List<Line>> now = new LinkedHashMap<>();
    for (NodePlan node : plan.nodes()) {
      if (node.splits() && node.chunks().orElseThrow().how().remembered()) {
        add(node, node.chunks().get(), now);
      }
    }
    var lines = new ArrayList<Line>();
    chunks.forEach((key, kept) -> addAsleep(key, kept, now.getOrDefault(key, List.of()), lines));
    now.values().forEach(lines::addAll);
    return lines;
  }

  private static void add(NodePlan node, Chunks chunks, Map<List<String>, List<Line>> now) {
    for (int i = 0; i < chunks.wholeSize(); i++) {
      KeptChunks.Row row = chunks.wholeRow(i);
      String sample = chunks.wholeSample(i).name();
      now.computeIfAbsent(List.of(node.node().id(), sample), key -> new ArrayList<>())
          .add(new Line(node.node().id(), sample, chunks.how().split(), row));
    }
  }

  /**
   * Adds the earlier chunks of which a file is missing now, or the events behind those of a short
   * look: they stand first, as they are the older. Those whose files are all there were given up.
   */
  private static void addAsleep(
      List<String> key, KeptChunks kept, List<Line> now, List<Line> lines) {
    if (!now.isEmpty() && !now.get(0).split.equals(kept.split())) {
      return;
    }
    Map<String, Long> there = new HashMap<>();
    for (Line each : now) {
      each.row.files().forEach(file -> there.merge(file, each.row.stop(), Math::max));
    }
    for (KeptChunks.Row row : kept.rows()) {
      boolean isThere =
          row.files().stream().allMatch(file -> there.getOrDefault(file, -2L) >= row.stop());
      if (!isThere) {
        lines.add(new Line(key.get(0), key.get(1), kept.split(), row));
      }
    }
  }

  private record Line(String node, String sample, String split, KeptChunks.Row row) {

    static Line of(Map<String, Object> json) {
      return new Line(
          JsonReader.text(json, "node").orElse(""),
          JsonReader.text(json, "sample").orElse(""),
          JsonReader.text(json, "split").orElse(""),
          new KeptChunks.Row(
              JsonReader.texts(json, "files"),
              JsonReader.number(json, "first", -1),
              JsonReader.number(json, "stop", -1)));
    }

    String text() throws IOException {
      var text = new StringWriter();
      try (JsonWriter json = JsonWriter.line(text)) {
        json.begin().put("node", node).put("sample", sample).put("split", split);
        json.put("files", row.files());
        if (row.stop() >= 0) {
          json.put("first", row.first()).put("stop", row.stop());
        }
        json.end();
      }
      return text.toString();
    }
  }
}
