package hdw.run;

import hdw.json.JsonCursor;
import hdw.json.JsonReader;
import hdw.json.SharedTexts;
import hdw.model.Reason;
import hdw.rules.Cause;
import hdw.rules.Cause.Sureness;
import hdw.rules.Decision;
import hdw.run.JobRecord.OutputStat;
import hdw.run.JobRecord.Parts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads events from lines of JSON.
 *
 * <p>A run of half a million jobs has more than a million lines, nearly all of four kinds: their
 * fields have places here, which each line fills anew. The fields of all other kinds go into a map.
 * Fields and kinds that only a newer version knows are passed over.
 */
final class EventReader {
  /** A line of a journal: when it was written, and its event, if this version knows its kind. */
  record Line(Optional<Instant> time, Optional<Event> event) implements JournalLine {}

  private final boolean glances;
  private final SharedTexts texts = new SharedTexts();
  private final TimeReader times = new TimeReader();
  private final Map<String, Object> others = new HashMap<>();
  private Optional<Instant> time = Optional.empty();
  private String kind = "";
  private String job = "";
  private String because = "";
  private String made = "";
  private String submission = "";
  private String host = "";
  private int attempt;
  private long milliseconds;
  private Optional<Long> memory = Optional.empty();
  private Map<String, Double> metrics = Map.of();
  private Optional<JobRecord> record = Optional.empty();

  /** Reads all that a line says. */
  EventReader() {
    this(false);
  }

  /**
   * Reads what a line says.
   *
   * @param glances whether what results were made from, and what they measured, is passed over:
   *     most of a large journal is that
   */
  EventReader(boolean glances) {
    this.glances = glances;
  }

  /** Reads a line that holds one object and nothing else. */
  Line read(byte[] bytes, int from, int length) throws IOException {
    try (var json = JsonCursor.of(bytes, from, length)) {
      if (!json.nextObject()) {
        throw new IOException("an empty line");
      }
      Line line = read(json);
      if (json.nextObject()) {
        throw new IOException("two objects in a line");
      }
      return line;
    }
  }

  /** Reads so many lines, each of which holds one object and nothing else. */
  List<Line> read(byte[] bytes, int lines) throws IOException {
    var found = new ArrayList<Line>(lines);
    try (var json = JsonCursor.of(bytes, 0, bytes.length)) {
      while (json.nextObject()) {
        found.add(read(json));
        if (json.line() != found.size()) {
          throw new IOException("an object that is not one line");
        }
      }
    }
    if (found.size() != lines) {
      throw new IOException("a line without an object");
    }
    return found;
  }

  /** Reads a line. */
  static Line read(String line) throws IOException {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return new EventReader().read(bytes, 0, bytes.length);
  }

  /** Reads the object in which the cursor stands, to its end. */
  Line read(JsonCursor json) throws IOException {
    forget();
    while (json.nextField()) {
      readField(json);
    }
    return new Line(time, event());
  }

  private void forget() {
    others.clear();
    time = Optional.empty();
    kind = "";
    job = "";
    because = "";
    made = "";
    submission = "";
    host = "";
    attempt = 1;
    milliseconds = 0;
    memory = Optional.empty();
    metrics = Map.of();
    record = Optional.empty();
  }

  private void readField(JsonCursor json) throws IOException {
    switch (json.field()) {
      case "at" -> time = Optional.of(time(json.text("")));
      case "event" -> kind = json.shared(texts, "");
      case "job" -> job = json.text("");
      case "attempt" -> attempt = (int) json.number(1);
      case "made" -> made = json.text("");
      case "submission" -> submission = json.shared(texts, "");
      case "host" -> host = json.shared(texts, "");
      case "ms" -> milliseconds = json.number(0);
      case "memory_bytes" -> memory = Optional.of(json.number(0));
      case "metrics" -> metrics = glances ? Map.of() : metrics(json);
      case "record" -> record = Optional.of(glances ? JobRecord.NONE : record(json));
      case "because" -> {
        because = json.shared(texts, "");
        if (json.isList()) {
          others.put("because", json.value(texts));
        }
      }
      default -> others.put(json.field(), json.value(texts));
    }
  }

  private Instant time(String text) throws IOException {
    try {
      return times.read(text);
    } catch (DateTimeException noTime) {
      throw new IOException("`" + text + "` is no time", noTime);
    }
  }

  private Map<String, Double> metrics(JsonCursor json) throws IOException {
    if (!json.enter()) {
      return Map.of();
    }
    var found = new LinkedHashMap<String, Double>();
    while (json.nextField()) {
      String name = json.field();
      json.real().ifPresent(number -> found.put(name, number));
    }
    return found;
  }

  private JobRecord record(JsonCursor json) throws IOException {
    if (!json.enter()) {
      throw new IOException("a record that is no object");
    }
    String command = "";
    String values = "";
    String needs = "";
    String inputs = "";
    String upstream = "";
    List<OutputStat> outputs = List.of();
    while (json.nextField()) {
      switch (json.field()) {
        case "command" -> command = json.shared(texts, "");
        case "values" -> values = json.shared(texts, "");
        case "needs" -> needs = json.shared(texts, "");
        case "inputs" -> inputs = json.text("");
        case "upstream" -> upstream = json.shared(texts, "");
        case "outputs" -> outputs = outputs(json);
        default -> {}
      }
    }
    return new JobRecord(new Parts(command, values, needs, inputs), upstream, outputs);
  }

  private static List<OutputStat> outputs(JsonCursor json) throws IOException {
    if (!json.isList() || !json.enter()) {
      return List.of();
    }
    var outputs = new ArrayList<OutputStat>(1);
    while (json.nextElement()) {
      if (json.enter()) {
        outputs.add(output(json));
      }
    }
    return outputs;
  }

  private static OutputStat output(JsonCursor json) throws IOException {
    String path = "";
    long bytes = -1;
    long modified = -1;
    while (json.nextField()) {
      switch (json.field()) {
        case "path" -> path = json.text("");
        case "bytes" -> bytes = json.number(-1);
        case "modified" -> modified = json.number(-1);
        default -> {}
      }
    }
    return new OutputStat(path, bytes, modified);
  }

  private Optional<Event> event() throws IOException {
    return switch (kind) {
      case "started" -> Optional.of(new Event.Started(job, attempt, made, submission));
      case "began" -> Optional.of(new Event.Began(job, attempt, host, (int) number("restarts")));
      case "requeued" -> Optional.of(new Event.Requeued(job, attempt, because));
      case "held" -> Optional.of(new Event.Held(job, attempt, because));
      case "done" -> Optional.of(new Event.Done(job, attempt, usage(), result()));
      case "wanted" -> Optional.of(new Event.Wanted(job, because, record));
      case "remembered" -> Optional.of(new Event.Remembered(job, because, usage(), result()));
      case "kept" -> Optional.of(new Event.Kept(job, usage(), result()));
      case "failed" -> Optional.of(failed());
      case "asked" -> Optional.of(new Event.Asked(job, DecisionText.raised(others)));
      case "passed" -> Optional.of(new Event.Passed(job, text("rule"), made));
      case "replaced" -> Optional.of(new Event.Replaced(job));
      case "lost" -> Optional.of(new Event.Lost(job, attempt, because));
      case "blocked" ->
          Optional.of(
              new Event.Blocked(job, text("by"), Boolean.TRUE.equals(others.get("allowed"))));
      default -> eventOfRun();
    };
  }

  private Optional<Event> eventOfRun() {
    return switch (kind) {
      case "opened" ->
          Optional.of(new Event.Opened(text("workflow"), text("plan"), host, number("pid")));
      case "submitted" ->
          Optional.of(
              new Event.Submitted(
                  text("token"),
                  text("executor"),
                  text("batch"),
                  text("id"),
                  (int) number("jobs")));
      case "ahead" -> ahead();
      case "cut" -> Optional.of(new Event.Cut(text("node"), text("chunk")));
      case "paused" ->
          Optional.of(
              new Event.Paused(
                  text("name"),
                  (int) number("jobs"),
                  text("evidence"),
                  Boolean.TRUE.equals(others.get("canary"))));
      case "went_on" -> Optional.of(new Event.WentOn(text("name")));
      case "covered" -> Optional.of(covered());
      case "measured" -> Optional.of(measured());
      case "first_look" -> Optional.of(new Event.FirstLook(JsonReader.texts(others, "tasks")));
      case "closed" -> Optional.of(new Event.Closed(text("state"), tally()));
      default -> Optional.empty();
    };
  }

  private Optional<Event.Closed.Tally> tally() {
    return others.containsKey("jobs")
        ? Optional.of(
            new Event.Closed.Tally(
                (int) number("jobs"), (int) number("done"), (int) number("failed")))
        : Optional.empty();
  }

  private Optional<Event> ahead() {
    for (Event.Ahead.Step each : Event.Ahead.Step.values()) {
      if (each.name().equalsIgnoreCase(text("step"))) {
        return Optional.of(new Event.Ahead((int) number("first"), (int) number("last"), each));
      }
    }
    return Optional.empty();
  }

  private Event covered() {
    return new Event.Covered(
        text("node"),
        text("sample"),
        (int) number("files"),
        (int) number("done"),
        (int) number("skipped"),
        (int) number("failed"),
        events());
  }

  private Event measured() {
    return new Event.Measured(
        text("task"),
        text("run"),
        (int) number("jobs"),
        milliseconds,
        number("files"),
        number("bytes"),
        events());
  }

  private Optional<Long> events() {
    return others.get("events") instanceof Number events
        ? Optional.of(events.longValue())
        : Optional.empty();
  }

  private Event failed() throws IOException {
    var cause =
        new Cause(
            Reason.named(text("reason")).orElse(Reason.UNKNOWN),
            Sureness.named(text("sure")).orElse(Sureness.GUESSED),
            JsonReader.texts(others, "because"),
            text("evidence"),
            text("sign"));
    return new Event.Failed(
        job,
        attempt,
        usage(),
        others.get("exit") instanceof Number exit
            ? OptionalInt.of(exit.intValue())
            : OptionalInt.empty(),
        host,
        cause,
        decision(),
        elsewhere());
  }

  private Map<String, String> elsewhere() {
    var found = new LinkedHashMap<String, String>();
    JsonReader.inner(others, "elsewhere")
        .ifPresent(all -> all.forEach((from, to) -> found.put(from, String.valueOf(to))));
    return found;
  }

  private Decision decision() throws IOException {
    Optional<Map<String, Object>> found = JsonReader.inner(others, "decision");
    return found.isPresent() ? DecisionText.decision(found.get()) : Decision.fail("");
  }

  private Usage usage() {
    return new Usage(milliseconds, memory, metrics);
  }

  private JobRecord result() throws IOException {
    return record.orElseThrow(() -> new IOException("a result without record"));
  }

  private String text(String name) {
    return JsonReader.text(others, name).orElse("");
  }

  private long number(String name) {
    return JsonReader.number(others, name, 0);
  }
}
