package hdw.executor.dask;

import hdw.json.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a bridge is to work.
 *
 * @param run the run's folder; the bridge's own files lie in {@code dask} below it
 * @param address of a scheduler that already runs; none where the bridge is to hold one itself
 * @param host the name or address to listen at; that of this machine where there is none
 * @param dashboard the port for Dask's own pages, another one where it is taken
 * @param tls what the scheduler, its workers and its client show each other
 * @param token of the run
 */
record BridgeSettings(
    Path run,
    Optional<String> address,
    Optional<String> host,
    int dashboard,
    Optional<Tls> tls,
    String token) {
  private static final int SCHEMA = 1;

  /**
   * A certificate that is its own authority, and its key, as PEM files that only their owner reads.
   */
  record Tls(Path certificate, Path key) {
    /** Writes it as a field of a document. */
    static void put(JsonWriter json, Optional<Tls> tls) throws IOException {
      if (tls.isEmpty()) {
        json.put("tls", Optional.empty());
        return;
      }
      json.begin("tls")
          .put("cert", tls.get().certificate().toString())
          .put("key", tls.get().key().toString())
          .end();
    }
  }

  /** The folder of the bridge's files. */
  Path folder() {
    return run.resolve("dask");
  }

  /** Writes them as {@code dask/bridge.json}, and gives that file. */
  Path write() throws IOException {
    Path file = folder().resolve("bridge.json");
    try (Writer writer = Files.newBufferedWriter(file);
        JsonWriter json = JsonWriter.indented(writer)) {
      json.begin()
          .put("schema", SCHEMA)
          .put("run", run.toAbsolutePath().toString())
          .put("address", address)
          .put("host", host)
          .put("dashboard", dashboard);
      Tls.put(json, tls);
      json.put("token", token).end();
    }
    return file;
  }
}
