package hdw.run;

import hdw.json.JsonWriter;
import hdw.rules.Cause;
import hdw.run.JobRecord.OutputStat;
import hdw.run.JobRecord.Parts;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Events as lines of JSON; {@link EventReader} reads them. */
final class EventText {
  private final JsonWriter json;

  private EventText(JsonWriter json) {
    this.json = json;
  }

  /** The line of an event, with its newline. */
  static String write(Instant time, Event event) throws IOException {
    var text = new StringWriter();
    try (JsonWriter json = JsonWriter.line(text)) {
      json.begin().put("at", time.toString());
      new EventText(json).write(event);
      json.end();
    }
    return text.toString();
  }

  private void write(Event event) throws IOException {
    if (event instanceof Event.OfJob ofJob) {
      write(ofJob);
    } else if (event instanceof Event.Opened opened) {
      json.put("event", "opened")
          .put("workflow", opened.workflow())
          .put("plan", opened.planHash())
          .put("host", opened.host())
          .put("pid", opened.pid());
    } else if (event instanceof Event.Cut cut) {
      json.put("event", "cut").put("node", cut.node()).put("chunk", cut.chunk());
    } else if (event instanceof Event.Paused paused) {
      json.put("event", "paused")
          .put("name", paused.name())
          .put("jobs", paused.jobs())
          .put("evidence", paused.evidence());
      if (paused.canary()) {
        json.put("canary", true);
      }
    } else if (event instanceof Event.WentOn wentOn) {
      json.put("event", "went_on").put("name", wentOn.name());
    } else if (event instanceof Event.Covered covered) {
      write(covered);
    } else if (event instanceof Event.Measured measured) {
      write(measured);
    } else if (event instanceof Event.Remembered remembered) {
      write(remembered);
    } else if (event instanceof Event.Submitted submitted) {
      json.put("event", "submitted")
          .put("token", submitted.token())
          .put("executor", submitted.executor())
          .put("batch", submitted.batch())
          .put("id", submitted.id())
          .put("jobs", submitted.jobs());
    } else if (event instanceof Event.Ahead ahead) {
      json.put("event", "ahead")
          .put("first", ahead.first())
          .put("last", ahead.last())
          .put("step", ahead.step().name().toLowerCase(Locale.ROOT));
    } else if (event instanceof Event.FirstLook look) {
      json.put("event", "first_look").put("tasks", look.tasks());
    } else if (event instanceof Event.Closed closed) {
      write(closed);
    }
  }

  private void write(Event.Closed closed) throws IOException {
    json.put("event", "closed").put("state", closed.state());
    if (closed.tally().isPresent()) {
      Event.Closed.Tally tally = closed.tally().get();
      json.put("jobs", tally.jobs()).put("done", tally.done()).put("failed", tally.failed());
    }
  }

  private void write(Event.Covered covered) throws IOException {
    json.put("event", "covered")
        .put("node", covered.node())
        .put("sample", covered.sample())
        .put("files", covered.files())
        .put("done", covered.done())
        .put("skipped", covered.skipped())
        .put("failed", covered.failed());
    if (covered.events().isPresent()) {
      json.put("events", covered.events());
    }
  }

  private void write(Event.Measured measured) throws IOException {
    json.put("event", "measured").put("task", measured.task());
    if (!measured.run().isEmpty()) {
      json.put("run", measured.run());
    }
    json.put("jobs", measured.jobs())
        .put("ms", measured.milliseconds())
        .put("files", measured.files())
        .put("bytes", measured.bytes())
        .put("events", measured.events());
  }

  private void write(Event.Remembered remembered) throws IOException {
    json.put("event", "remembered").put("job", remembered.job());
    if (!remembered.because().isEmpty()) {
      json.put("because", remembered.because());
    }
    write(remembered.usage());
    write(remembered.record());
  }

  private void write(Event.OfJob event) throws IOException {
    if (event instanceof Event.Kept kept) {
      begin("kept", kept);
      write(kept.usage());
      write(kept.record());
    } else if (event instanceof Event.Wanted wanted) {
      begin("wanted", wanted).put("because", wanted.because());
      if (wanted.earlier().isPresent()) {
        write(wanted.earlier().get());
      }
    } else if (event instanceof Event.Asked asked) {
      begin("asked", asked);
      DecisionText.write(json, asked.raised());
    } else if (event instanceof Event.Started started) {
      begin("started", started).put("attempt", started.attempt()).put("made", started.made());
      if (!started.submission().isEmpty()) {
        json.put("submission", started.submission());
      }
    } else if (event instanceof Event.Began began) {
      begin("began", began).put("attempt", began.attempt()).put("host", began.host());
      if (began.restarts() > 0) {
        json.put("restarts", began.restarts());
      }
    } else if (event instanceof Event.Requeued requeued) {
      begin("requeued", requeued)
          .put("attempt", requeued.attempt())
          .put("because", requeued.because());
    } else if (event instanceof Event.Held held) {
      begin("held", held).put("attempt", held.attempt()).put("because", held.because());
    } else if (event instanceof Event.Done done) {
      begin("done", done).put("attempt", done.attempt());
      write(done.usage());
      write(done.record());
    } else if (event instanceof Event.Failed failed) {
      write(failed);
    } else if (event instanceof Event.Passed passed) {
      begin("passed", passed).put("rule", passed.rule()).put("made", passed.made());
    } else if (event instanceof Event.Lost lost) {
      begin("lost", lost).put("attempt", lost.attempt()).put("because", lost.because());
    } else if (event instanceof Event.Replaced replaced) {
      begin("replaced", replaced);
    } else if (event instanceof Event.Blocked blocked) {
      begin("blocked", blocked).put("by", blocked.by()).put("allowed", blocked.allowed());
    }
  }

  private JsonWriter begin(String kind, Event.OfJob event) throws IOException {
    return json.put("event", kind).put("job", event.job());
  }

  private void write(Event.Failed failed) throws IOException {
    begin("failed", failed).put("attempt", failed.attempt());
    write(failed.usage());
    Cause cause = failed.cause();
    json.put(
            "exit",
            failed.exit().isPresent() ? Optional.of(failed.exit().getAsInt()) : Optional.empty())
        .put("host", failed.host())
        .put("reason", cause.reason().word())
        .put("sure", cause.sure().word())
        .put("because", cause.because())
        .put("evidence", cause.line())
        .put("sign", cause.sign());
    DecisionText.write(json, failed.decision());
    if (!failed.elsewhere().isEmpty()) {
      json.begin("elsewhere");
      for (Map.Entry<String, String> each : failed.elsewhere().entrySet()) {
        json.put(each.getKey(), each.getValue());
      }
      json.end();
    }
  }

  private void write(Usage usage) throws IOException {
    json.put("ms", usage.milliseconds());
    if (usage.memoryBytes().isPresent()) {
      json.put("memory_bytes", usage.memoryBytes());
    }
    if (!usage.metrics().isEmpty()) {
      json.begin("metrics");
      for (Map.Entry<String, Double> each : usage.metrics().entrySet()) {
        write(each.getKey(), each.getValue());
      }
      json.end();
    }
  }

  private void write(String metric, double value) throws IOException {
    long whole = (long) value;
    if (Double.compare((double) whole, value) == 0) {
      json.put(metric, whole); // shorter, and read several times faster
    } else {
      json.put(metric, value);
    }
  }

  private void write(JobRecord record) throws IOException {
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
}
