package hdw.executor.dask;

import hdw.executor.AttemptKey;
import hdw.json.JsonWriter;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the driver asks of the bridge; a line each. */
sealed interface Order {
  /** Writes it as one line of JSON, and closes the writer. */
  default void write(Writer writer) throws IOException {
    try (JsonWriter json = JsonWriter.line(writer)) {
      json.begin();
      fields(json);
      json.end();
    }
  }

  /** Writes what it says. */
  void fields(JsonWriter json) throws IOException;

  /**
   * An attempt to run.
   *
   * @param environment variables that are added to those of the worker
   * @param folder where it starts: the run's folder
   * @param log where its output goes seen from there, without {@code .out} and its like
   * @param size the kind of worker that may run it
   */
  record Job(
      AttemptKey key,
      List<String> command,
      Map<String, String> environment,
      Path folder,
      String log,
      int cpus,
      Optional<Memory> memory,
      Optional<WallTime> time,
      String size) {
    private void fields(JsonWriter json) throws IOException {
      json.begin().put("key", key.text()).put("command", command).begin("env");
      for (var each : environment.entrySet()) {
        json.put(each.getKey(), each.getValue());
      }
      json.end()
          .put("folder", folder.toString())
          .put("log", log)
          .put("cpus", cpus)
          .put("memory", memory.map(Memory::bytes))
          .put("time", time.map(WallTime::seconds))
          .put("size", size)
          .end();
    }
  }

  /** Runs these; answered by {@link Report.Taken}. */
  record Submit(List<Job> jobs) implements Order {
    @Override
    public void fields(JsonWriter json) throws IOException {
      json.put("do", "submit").beginList("jobs");
      for (Job each : jobs) {
        each.fields(json);
      }
      json.endList();
    }
  }

  /** Ends those that run and forgets those that wait; each is answered by its end. */
  record Cancel(List<AttemptKey> keys, String because) implements Order {
    @Override
    public void fields(JsonWriter json) throws IOException {
      json.put("do", "cancel")
          .put("keys", keys.stream().map(AttemptKey::text).toList())
          .put("because", because);
    }
  }

  /** Gives these workers no more jobs, and lets them leave when they are idle. */
  record Retire(List<String> workers) implements Order {
    @Override
    public void fields(JsonWriter json) throws IOException {
      json.put("do", "retire").put("workers", workers);
    }
  }

  /** Ends all jobs, all workers and the bridge. */
  record End() implements Order {
    @Override
    public void fields(JsonWriter json) throws IOException {
      json.put("do", "end");
    }
  }
}
