package hdw.run;

import hdw.json.JsonReader;
import hdw.json.JsonWriter;
import hdw.run.JobRecord.OutputStat;
import hdw.run.JobRecord.Parts;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Events as lines of JSON, and back. */
final class EventText {
  private EventText() {}

  static String write(Instant time, Event event) throws IOException {
    var text = new StringWriter();
    try (JsonWriter json = JsonWriter.line(text)) {
      json.begin().put("at", time.toString());
      if (event instanceof Event.Opened opened) {
        json.put("event", "opened")
            .put("workflow", opened.workflow())
            .put("plan", opened.planHash())
            .put("host", opened.host())
            .put("pid", opened.pid());
      } else if (event instanceof Event.Kept kept) {
        json.put("event", "kept").put("job", kept.job());
        write(json, kept.record());
      } else if (event instanceof Event.Wanted wanted) {
        json.put("event", "wanted").put("job", wanted.job()).put("because", wanted.because());
        if (wanted.earlier().isPresent()) {
          write(json, wanted.earlier().get());
        }
      } else if (event instanceof Event.Started started) {
        json.put("event", "started").put("job", started.job()).put("attempt", started.attempt());
      } else if (event instanceof Event.Done done) {
        json.put("event", "done")
            .put("job", done.job())
            .put("attempt", done.attempt())
            .put("ms", done.milliseconds());
        write(json, done.record());
      } else if (event instanceof Event.Failed failed) {
        json.put("event", "failed")
            .put("job", failed.job())
            .put("attempt", failed.attempt())
            .put("ms", failed.milliseconds())
            .put(
                "exit",
                failed.exit().isPresent()
                    ? Optional.of(failed.exit().getAsInt())
                    : Optional.empty())
            .put("reason", failed.reason())
            .put("evidence", failed.evidence())
            .put("host", failed.host());
      } else if (event instanceof Event.Blocked blocked) {
        json.put("event", "blocked").put("job", blocked.job()).put("by", blocked.by());
      } else if (event instanceof Event.Closed closed) {
        json.put("event", "closed").put("state", closed.state());
      }
      json.end();
    }
    return text.toString();
  }

  private static void write(JsonWriter json, JobRecord record) throws IOException {
    Parts parts = record.parts();
    json.begin("record")
        .put("command", parts.command())
        .put("values", parts.values())
        .put("needs", parts.needs())
        .put("inputs", parts.inputs())
        .put("upstream", record.upstream())
        .beginList("outputs");
    for (OutputStat each : record.outputs()) {
      json.begin()
          .put("path", each.path())
          .put("bytes", each.bytes())
          .put("modified", each.modified())
          .end();
    }
    json.endList().end();
  }

  /** A line of a journal: when it was written, and its event, if this version knows its kind. */
  record Line(Optional<Instant> time, Optional<Event> event) {}

  /** Reads a line. */
  static Line read(String line) throws IOException {
    Map<String, Object> json = JsonReader.object(line);
    return new Line(JsonReader.text(json, "at").map(Instant::parse), event(json));
  }

  private static Optional<Event> event(Map<String, Object> json) throws IOException {
    String job = JsonReader.text(json, "job").orElse("");
    int attempt = (int) JsonReader.number(json, "attempt", 1);
    long milliseconds = JsonReader.number(json, "ms", 0);
    return Optional.ofNullable(
        switch (JsonReader.text(json, "event").orElse("")) {
          case "opened" ->
              new Event.Opened(
                  JsonReader.text(json, "workflow").orElse(""),
                  JsonReader.text(json, "plan").orElse(""),
                  JsonReader.text(json, "host").orElse(""),
                  JsonReader.number(json, "pid", 0));
          case "kept" ->
              new Event.Kept(
                  job, record(json).orElseThrow(() -> new IOException("a result without record")));
          case "wanted" ->
              new Event.Wanted(job, JsonReader.text(json, "because").orElse(""), record(json));
          case "started" -> new Event.Started(job, attempt);
          case "done" ->
              new Event.Done(
                  job,
                  attempt,
                  milliseconds,
                  record(json).orElseThrow(() -> new IOException("a result without record")));
          case "failed" ->
              new Event.Failed(
                  job,
                  attempt,
                  milliseconds,
                  exit(json),
                  JsonReader.text(json, "reason").orElse("unknown"),
                  JsonReader.text(json, "evidence").orElse(""),
                  JsonReader.text(json, "host").orElse(""));
          case "blocked" -> new Event.Blocked(job, JsonReader.text(json, "by").orElse(""));
          case "closed" -> new Event.Closed(JsonReader.text(json, "state").orElse(""));
          default -> null;
        });
  }

  private static OptionalInt exit(Map<String, Object> json) {
    return json.get("exit") instanceof Number number
        ? OptionalInt.of(number.intValue())
        : OptionalInt.empty();
  }

  private static Optional<JobRecord> record(Map<String, Object> json) {
    if (!(json.get("record") instanceof Map<?, ?> found)) {
      return Optional.empty();
    }
    @SuppressWarnings("unchecked") // JsonReader makes objects with text keys only
    var record = (Map<String, Object>) found;
    List<OutputStat> outputs = new ArrayList<>();
    for (Map<String, Object> each : JsonReader.objects(record, "outputs")) {
      outputs.add(
          new OutputStat(
              JsonReader.text(each, "path").orElse(""),
              JsonReader.number(each, "bytes", -1),
              JsonReader.number(each, "modified", -1)));
    }
    var parts =
        new Parts(
            JsonReader.text(record, "command").orElse(""),
            JsonReader.text(record, "values").orElse(""),
            JsonReader.text(record, "needs").orElse(""),
            JsonReader.text(record, "inputs").orElse(""));
    return Optional.of(
        new JobRecord(parts, JsonReader.text(record, "upstream").orElse(""), outputs));
  }
}
