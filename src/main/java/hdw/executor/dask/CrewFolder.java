package hdw.executor.dask;

import hdw.json.JsonReader;
import hdw.json.JsonWriter;
import hdw.model.Executor;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/**
 * The folder {@code dask} of a run: all that belongs to its cluster, for the owner alone, as who
 * reads the key in it can run programs.
 *
 * @param path its own path
 */
record CrewFolder(Path path) {
  /** Where Dask's own pages are, while there are any. */
  static final String PAGE = "page.json";

  private static final String WISH = "cluster.json";
  private static final String STATE = "crew.json";

  /** That of a run. */
  static CrewFolder of(Path run) {
    return new CrewFolder(run.toAbsolutePath().resolve("dask"));
  }

  /** Makes it where it is not there. */
  void make() throws IOException {
    Files.createDirectories(path);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
  }

  /** The workflow of which the workers are the jobs. */
  Path workers() {
    return path.resolve("workers.hdw");
  }

  /** What a worker has to know; it is there while a scheduler takes workers. */
  Path forWorkers() {
    return path.resolve("worker.json");
  }

  /** A file of it. */
  Path file(String name) {
    return path.resolve(name);
  }

  /**
   * What is known of the workers without their driver.
   *
   * @param executor what ran those that were submitted last
   * @param submissions how many there were, of all drivers
   * @param working how many workers have joined
   * @param waiting how many are in the queue
   * @param most how many there may be
   * @param waiter the number of one that waits, and of its submission; 0 where none does
   * @param said what keeps workers from coming; empty where nothing does
   */
  record State(
      Executor executor,
      int submissions,
      int working,
      int waiting,
      int most,
      int waiter,
      int waiterOf,
      String said) {}

  /** What the last driver wrote down; nothing where no worker was ever submitted. */
  Optional<State> state() throws IOException {
    Optional<Map<String, Object>> json = read(STATE);
    return json.map(
        each ->
            new State(
                executor(each),
                (int) JsonReader.number(each, "submissions", 0),
                (int) JsonReader.number(each, "working", 0),
                (int) JsonReader.number(each, "waiting", 0),
                (int) JsonReader.number(each, "most", 0),
                (int) JsonReader.number(each, "waiter", 0),
                (int) JsonReader.number(each, "waiter_of", 0),
                JsonReader.text(each, "said").orElse("")));
  }

  /** Writes it down, in one step. */
  void write(State state) throws IOException {
    replace(
        STATE,
        json ->
            json.begin()
                .put("schema", 1)
                .put("executor", state.executor().word())
                .put("submissions", state.submissions())
                .put("working", state.working())
                .put("waiting", state.waiting())
                .put("most", state.most())
                .put("waiter", state.waiter())
                .put("waiter_of", state.waiterOf())
                .put("said", state.said())
                .end());
  }

  /**
   * The cluster that the run's driver wants.
   *
   * @throws IOException where none was written down
   */
  ClusterWish wish() throws IOException {
    Map<String, Object> json =
        read(WISH).orElseThrow(() -> new IOException("there is no " + path.resolve(WISH)));
    return new ClusterWish(
        executor(json),
        JsonReader.text(json, "address"),
        (int) JsonReader.number(json, "least", 0),
        (int) JsonReader.number(json, "most", 1),
        (int) JsonReader.number(json, "cpus", 1),
        new Memory(JsonReader.number(json, "memory", 0)),
        json.get("lifetime") instanceof Long seconds
            ? Optional.of(new WallTime(seconds))
            : Optional.empty(),
        JsonReader.text(json, "queue"),
        JsonReader.text(json, "setup").orElse(""),
        JsonReader.text(json, "python").orElse("python3"),
        new WallTime(JsonReader.number(json, "idle", 0)));
  }

  /** Writes down which cluster is wanted. */
  void write(ClusterWish wish) throws IOException {
    replace(
        WISH,
        json ->
            json.begin()
                .put("schema", 1)
                .put("executor", wish.executor().word())
                .put("address", wish.address())
                .put("least", wish.least())
                .put("most", wish.most())
                .put("cpus", wish.cpus())
                .put("memory", wish.memory().bytes())
                .put("lifetime", wish.lifetime().map(WallTime::seconds))
                .put("queue", wish.queue())
                .put("setup", wish.setup())
                .put("python", wish.python())
                .put("idle", wish.idle().seconds())
                .end());
  }

  private static Executor executor(Map<String, Object> json) {
    return JsonReader.text(json, "executor").flatMap(Executor::named).orElse(Executor.LOCAL);
  }

  private Optional<Map<String, Object>> read(String name) throws IOException {
    try {
      return Optional.of(JsonReader.object(Files.readString(path.resolve(name))));
    } catch (NoSuchFileException never) {
      return Optional.empty();
    }
  }

  /** Writes the fields of a document. */
  @FunctionalInterface
  interface Content {
    /** Writes them. */
    void write(JsonWriter json) throws IOException;
  }

  /** Writes a file in one step: whoever reads it sees the old one or the new one. */
  void replace(String name, Content content) throws IOException {
    Path fresh = path.resolve(name + ".new");
    try (Writer writer = Files.newBufferedWriter(fresh);
        JsonWriter json = JsonWriter.indented(writer)) {
      content.write(json);
    }
    Files.move(
        fresh,
        path.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
