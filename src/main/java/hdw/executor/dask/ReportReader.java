package hdw.executor.dask;

import hdw.executor.AttemptKey;
import hdw.executor.Ending;
import hdw.json.JsonReader;
import hdw.rules.Verdict;
import hdw.units.Memory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the lines of the bridge. */
final class ReportReader {
  private static final double NANOS = 1e9;

  private ReportReader() {}

  /** What a line says; as something to read where it is none of the bridge's own. */
  static Report read(String line) {
    try {
      return read(JsonReader.object(line));
    } catch (IOException foreign) {
      return new Report.Said(line);
    }
  }

  private static Report read(Map<String, Object> line) throws IOException {
    return switch (text(line, "is")) {
      case "ready" -> ready(line);
      case "missing" -> new Report.Missing(text(line, "what"), text(line, "said"));
      case "refused" -> new Report.Refused(text(line, "said"));
      case "taken" -> new Report.Taken((int) JsonReader.number(line, "keys", 0));
      case "began" ->
          new Report.Began(
              key(line),
              text(line, "worker"),
              text(line, "host"),
              Instant.EPOCH.plus(seconds(line, "at")));
      case "ended" -> new Report.Ended(key(line), ending(line));
      case "joined" ->
          new Report.Joined(
              text(line, "worker"),
              text(line, "host"),
              JsonReader.number(line, "pid", 0),
              (int) JsonReader.number(line, "slots", 1));
      case "left" -> left(line);
      case "said" -> new Report.Said(text(line, "line"));
      default -> throw new IOException("the bridge says " + line);
    };
  }

  private static Report.Ready ready(Map<String, Object> line) throws IOException {
    return new Report.Ready(
        text(line, "scheduler"),
        number(line, "dashboard"),
        (int) JsonReader.number(line, "wanted", 0),
        Boolean.TRUE.equals(line.get("bokeh")),
        text(line, "distributed"),
        text(line, "python"));
  }

  private static Ending ending(Map<String, Object> line) throws IOException {
    Verdict verdict =
        Verdict.named(text(line, "verdict"))
            .orElseThrow(() -> new IOException("the bridge says " + line));
    return new Ending(
        number(line, "exit"), verdict, text(line, "said"), memory(line), seconds(line, "ran"));
  }

  private static Report.Left left(Map<String, Object> line) throws IOException {
    var running = new ArrayList<Report.Cut>();
    for (Map<String, Object> each : JsonReader.objects(line, "running")) {
      running.add(new Report.Cut(key(each), memory(each), seconds(each, "ran")));
    }
    Report.Cause because =
        switch (text(line, "because").toLowerCase(Locale.ROOT)) {
          case "retired" -> Report.Cause.RETIRED;
          case "lifetime" -> Report.Cause.LIFETIME;
          default -> Report.Cause.LOST;
        };
    return new Report.Left(
        text(line, "worker"), running, because, JsonReader.text(line, "said").orElse(""));
  }

  private static AttemptKey key(Map<String, Object> line) throws IOException {
    return AttemptKey.parse(text(line, "key"))
        .orElseThrow(() -> new IOException("the bridge names no attempt: " + line));
  }

  private static String text(Map<String, Object> line, String name) throws IOException {
    return JsonReader.text(line, name)
        .orElseThrow(() -> new IOException("the bridge does not say " + name + ": " + line));
  }

  private static OptionalInt number(Map<String, Object> line, String name) {
    return line.get(name) instanceof Long number
        ? OptionalInt.of(number.intValue())
        : OptionalInt.empty();
  }

  private static Optional<Memory> memory(Map<String, Object> line) {
    long bytes = JsonReader.number(line, "memory", -1);
    return bytes > 0 ? Optional.of(new Memory(bytes)) : Optional.empty();
  }

  private static Duration seconds(Map<String, Object> line, String name) {
    double seconds = line.get(name) instanceof Number number ? number.doubleValue() : 0;
    return Duration.ofNanos(Math.max(0, Math.round(seconds * NANOS)));
  }
}
