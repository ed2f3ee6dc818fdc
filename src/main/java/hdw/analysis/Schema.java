package hdw.analysis;

import hdw.model.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The properties of each kind of block: name, type, and for those that take a word of their own,
 * the words.
 */
final class Schema {

  /** One property; with words it takes one of them, written bare. */
  record Entry(String name, Type type, List<String> words, boolean isGroup) {}

  static final Schema TASK =
      new Schema(true)
          .of("split", Type.ANY)
          .of("input", Type.ANY)
          .of("after", Type.ANY)
          .of("needs", Type.ANY)
          .group("output", Type.TEXT)
          .of("executor", Type.EXECUTOR)
          .of("queue", Type.QUEUE)
          .of("memory", Type.MEMORY)
          .of("cpus", Type.NUMBER)
          .of("gpus", Type.NUMBER)
          .of("disk", Type.MEMORY)
          .of("time", Type.TIME)
          .of("run", Type.TEXT)
          .of("setup", Type.TEXT)
          .of("container", Type.TEXT)
          .group("environment", Type.TEXT)
          .of("retries", Type.NUMBER)
          .of("tolerate", Type.SHARE)
          .of("max_running", Type.NUMBER)
          .of("account", Type.TEXT)
          .of("cluster_per_sample", Type.TRUTH)
          .of("always", Type.TRUTH)
          .words("on_missing_output", "fail", "empty");

  /** What a task may say, but for what makes it a task of its own. */
  static final Schema DEFAULTS = TASK.without("input", "after", "output", "run");

  static final Schema SITE =
      new Schema(true)
          .of("executor", Type.EXECUTOR)
          .of("account", Type.TEXT)
          .words("credential", "x509", "none")
          .of("redirector", Type.ANY)
          .words("outputs", "direct", "copy")
          .of("shared", Type.TRUTH)
          .of("scratch", Type.TEXT)
          .of("start_within", Type.TIME)
          .of("max_running", Type.NUMBER)
          .of("max_submit", Type.NUMBER)
          .of("memory_per_cpu", Type.MEMORY)
          .group("cluster", Type.ANY);

  static final Schema CLUSTER =
      new Schema(false)
          .words("executor", "local", "htcondor", "slurm")
          .of("address", Type.TEXT)
          .of("min_workers", Type.NUMBER)
          .of("max_workers", Type.NUMBER)
          .of("cpus", Type.NUMBER)
          .of("memory", Type.MEMORY)
          .of("lifetime", Type.TIME)
          .of("idle", Type.TIME)
          .of("queue", Type.QUEUE)
          .of("setup", Type.TEXT)
          .of("python", Type.TEXT);

  static final Schema QUEUE =
      new Schema(true).of("time", Type.TIME).of("memory", Type.MEMORY).of("cpus", Type.NUMBER);

  static final Schema SAMPLE =
      new Schema(false)
          .of("files", Type.ANY)
          .of("tree", Type.TEXT)
          .words("on_missing", "fail", "skip")
          .words("on_empty", "fail", "skip");

  static final Schema SAMPLES =
      new Schema(false)
          .of("tree", Type.TEXT)
          .words("on_missing", "fail", "skip")
          .words("on_empty", "fail", "skip");

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final boolean directives;

  private Schema(boolean directives) {
    this.directives = directives;
  }

  private Schema without(String... left) {
    var schema = new Schema(directives);
    schema.entries.putAll(entries);
    List.of(left).forEach(schema.entries::remove);
    return schema;
  }

  private Schema of(String name, Type type) {
    entries.put(name, new Entry(name, type, List.of(), false));
    return this;
  }

  private Schema group(String name, Type type) {
    entries.put(name, new Entry(name, type, List.of(), true));
    return this;
  }

  private Schema words(String name, String... words) {
    entries.put(name, new Entry(name, Type.TEXT, List.of(words), false));
    return this;
  }

  Optional<Entry> entry(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  List<String> names() {
    return List.copyOf(entries.keySet());
  }

  /** Whether {@code directive htcondor = ...} may stand in the block. */
  boolean allowsDirectives() {
    return directives;
  }
}
