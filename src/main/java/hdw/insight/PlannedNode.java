package hdw.insight;

import hdw.json.JsonReader;
import hdw.run.RunFolder;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node as a run's {@code plan.json} has it.
 *
 * @param dimensions the value of each dimension, in the order of the workflow
 * @param queue the queue or partition, where one was chosen
 * @param asked what its jobs ask for at first
 * @param jobs how many there are; a chunk that was cut into halves counts once
 * @param after the ids of the nodes that it waits for
 * @param origins for each resource, such as {@code memory}, the values that it had one after the
 *     other and where each one stands, such as {@code 2 GB (defaults at analysis.hdw:18)}; the last
 *     one counts
 */
public record PlannedNode(
    String id,
    String task,
    Map<String, String> dimensions,
    String executor,
    Optional<String> queue,
    Asked asked,
    int jobs,
    List<String> after,
    Map<String, List<String>> origins) {

  /** Copies the collections, keeping their order. */
  public PlannedNode {
    dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
    after = List.copyOf(after);
    origins = Collections.unmodifiableMap(new LinkedHashMap<>(origins));
  }

  /** What an attempt asks for. */
  public record Asked(Memory memory, Optional<WallTime> time, long cpus) {}

  /** The nodes of a run's plan, in its order. */
  public static List<PlannedNode> of(RunFolder folder) throws IOException {
    Map<String, Object> plan = JsonReader.object(Files.readString(folder.plan()));
    return JsonReader.objects(plan, "nodes").stream().map(PlannedNode::of).toList();
  }

  /** Every step of every value that it asks for. */
  public List<Place> places() {
    return origins.values().stream().flatMap(List::stream).map(Place::of).toList();
  }

  /** Reads what the plan says of one node. */
  static PlannedNode of(Map<String, Object> node) {
    Map<String, String> dimensions = new LinkedHashMap<>();
    JsonReader.inner(node, "dimensions")
        .ifPresent(all -> all.forEach((name, value) -> dimensions.put(name, value.toString())));
    Map<String, List<String>> origins = new LinkedHashMap<>();
    JsonReader.inner(node, "origins")
        .ifPresent(
            all -> all.keySet().forEach(each -> origins.put(each, JsonReader.texts(all, each))));
    long time = JsonReader.number(node, "time_s", -1);
    return new PlannedNode(
        JsonReader.text(node, "id").orElse(""),
        JsonReader.text(node, "task").orElse(""),
        dimensions,
        JsonReader.text(node, "executor").orElse(""),
        JsonReader.text(node, "queue"),
        new Asked(
            Memory.ofMebibytes(JsonReader.number(node, "memory_mib", 0)),
            time < 0 ? Optional.empty() : Optional.of(new WallTime(time)),
            JsonReader.number(node, "cpus", 1)),
        (int) JsonReader.number(node, "jobs", 0),
        JsonReader.texts(node, "after"),
        origins);
  }
}
