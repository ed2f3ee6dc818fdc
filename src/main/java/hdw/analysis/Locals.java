package hdw.analysis;

import hdw.model.Expression.Variable;
import hdw.model.Scope;
import hdw.model.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names that mean something at one place only: the dimensions of a task, the sample, the chunk,
 * the job.
 *
 * <p>Keys are names as written, {@code sample.files} included; {@code sample.*} stands for any
 * metadatum.
 */
final class Locals {
  private final Map<String, Local> locals = new LinkedHashMap<>();
  private final Map<String, String> elsewhere = new LinkedHashMap<>();

  private record Local(Scope scope, String name, Type type) {}

  /** No local name at all. */
  static Locals none() {
    return new Locals();
  }

  /** The dimensions of a task, and the sample where it has one. */
  static Locals ofDimensions(Iterable<String> dimensions) {
    var locals = new Locals();
    for (String each : dimensions) {
      if (each.equals("sample")) {
        locals.withSample();
      } else {
        locals.with(each, Scope.DIMENSION, each, Type.ANY);
      }
    }
    locals.elsewhere(List.of("sample"), "a task has one where it says `for each sample`");
    return locals;
  }

  Locals withSample() {
    with("sample", Scope.SAMPLE, "", Type.TEXT);
    with("sample.files", Scope.SAMPLE, "files", Type.NUMBER);
    with("sample.events", Scope.SAMPLE, "events", Type.NUMBER);
    with("sample.bytes", Scope.SAMPLE, "bytes", Type.MEMORY);
    return with("sample.*", Scope.SAMPLE, "*", Type.ANY);
  }

  Locals withChunk() {
    with("chunk", Scope.CHUNK, "", Type.TEXT);
    with("chunk.files", Scope.CHUNK, "files", Type.NUMBER);
    with("chunk.events", Scope.CHUNK, "events", Type.NUMBER);
    return with("chunk.bytes", Scope.CHUNK, "bytes", Type.MEMORY);
  }

  /** What an output path may say of its job. */
  Locals withJob() {
    withChunk();
    for (String each : hdw.model.Task.EVENT_RANGE) {
      with(each, Scope.JOB, each, Type.NUMBER);
    }
    for (String each : List.of("input", "tree", "job", "node", "task")) {
      with(each, Scope.JOB, each, Type.TEXT);
    }
    return with("inputs", Scope.JOB, "inputs", Type.LIST);
  }

  /** What a command may mention besides: what is known only where the job runs. */
  Locals withRuntime(Iterable<String> outputs) {
    with("outputs", Scope.RUNTIME, "outputs", Type.LIST);
    for (String each : outputs) {
      elsewhere(List.of("output"), "the task has several: write `{{output." + each + "}}`");
      String name = each.isEmpty() ? "output" : "output." + each;
      with(name, Scope.RUNTIME, name, Type.TEXT);
    }
    elsewhere(List.of("output"), "give the task an output: `output = \"...\"`");
    for (String each : List.of("inputs.list", "inputs.json", "inputs.table", "run")) {
      with(each, Scope.RUNTIME, each, Type.TEXT);
    }
    for (String each : List.of("attempt", "cpus", "memory.mib", "time.s")) {
      with(each, Scope.RUNTIME, each, Type.NUMBER);
    }
    return this;
  }

  Locals withResources() {
    for (hdw.model.Resource each : hdw.model.Resource.values()) {
      with(each.word(), Scope.RESOURCE, each.word(), each.type());
    }
    return this;
  }

  /** Says of what is known of a failure that it is not known before one. */
  Locals withoutFailure() {
    return elsewhere(
        none().withFailure().known(""),
        "this is known only after a failure: write `rule NAME on failure { ... }`");
  }

  Locals withFailure() {
    with("reason", Scope.FAILURE, "reason", Type.REASON);
    for (String each : List.of("exit", "signal", "attempt", "restarts")) {
      with(each, Scope.FAILURE, each, Type.NUMBER);
    }
    with("repeated", Scope.FAILURE, "repeated", Type.TRUTH);
    with("node", Scope.FAILURE, "node", Type.TEXT);
    with("log", Scope.FAILURE, "log", Type.TEXT);
    with("memory_used", Scope.FAILURE, "memory_used", Type.MEMORY);
    return with("time_used", Scope.FAILURE, "time_used", Type.TIME);
  }

  /** Says of names that mean nothing here where they do. */
  Locals elsewhere(Iterable<String> names, String hint) {
    names.forEach(each -> elsewhere.putIfAbsent(each, hint));
    return this;
  }

  /** Where a name would mean something that means nothing here. */
  Optional<String> elsewhere(String name) {
    return locals.containsKey(name) ? Optional.empty() : Optional.ofNullable(elsewhere.get(name));
  }

  Locals with(String key, Scope scope, String name, Type type) {
    locals.put(key, new Local(scope, name, type));
    return this;
  }

  /** The variable written {@code name} or {@code owner.member}. */
  Optional<Variable> find(String key, hdw.diagnostic.Span span) {
    Local exact = locals.get(key);
    if (exact != null) {
      return Optional.of(new Variable(span, exact.scope, exact.name, exact.type));
    }
    if (key.startsWith("sample.") && locals.containsKey("sample.*")) {
      return Optional.of(
          new Variable(span, Scope.SAMPLE, key.substring("sample.".length()), Type.ANY));
    }
    return Optional.empty();
  }

  /** Whether a bare name has a meaning, or members that have one. */
  boolean knows(String name) {
    return locals.containsKey(name) || isOwner(name);
  }

  /** Whether something can stand behind {@code owner} and a dot. */
  boolean isOwner(String owner) {
    return locals.keySet().stream().anyMatch(each -> each.startsWith(owner + "."));
  }

  /**
   * The names that may be meant by a misspelt one; of an owner's members where {@code prefix} is
   * {@code owner.}.
   */
  List<String> known(String prefix) {
    var names = new ArrayList<String>();
    for (String each : locals.keySet()) {
      if (each.startsWith(prefix)
          && !each.endsWith("*")
          && (!prefix.isEmpty() || !each.contains("."))) {
        names.add(each.substring(prefix.length()));
      }
    }
    return names;
  }
}
