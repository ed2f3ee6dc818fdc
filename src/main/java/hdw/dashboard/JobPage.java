package hdw.dashboard;

import hdw.insight.AttemptRecord;
import hdw.insight.Insight;
import hdw.json.JsonWriter;
import hdw.run.AttemptLogs;
import hdw.run.JobStory;
import hdw.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The story of one job: where it stands and why, its attempts, and which logs it has. */
final class JobPage {
  private final Insight insight;
  private final JobStory job;

  private JobPage(Insight insight, JobStory job) {
    this.insight = insight;
    this.job = job;
  }

  /** The story as a JSON document; nothing where the run has no such job. */
  static Optional<String> text(Insight insight, String id, JobWords words) throws IOException {
    Optional<JobStory> job = insight.state().job(id);
    return job.isPresent()
        ? Optional.of(new JobPage(insight, job.get()).text(words))
        : Optional.empty();
  }

  private String text(JobWords words) throws IOException {
    List<String> why = words.why(insight.summary(), insight.folder(), job);
    return Content.object(
        json -> {
          json.put("id", job.id()).put("state", JobList.word(job.state()));
          json.put("node", insight.nodeOf(job.id()).map(each -> each.id()));
          json.put("kept", job.kept()).put("why", why);
          json.beginList("attempts");
          for (AttemptRecord each : insight.attempts(job)) {
            write(each, json);
          }
          json.endList().beginList("logs");
          writeLogs(json);
          json.endList();
        });
  }

  private static void write(AttemptRecord attempt, JsonWriter json) throws IOException {
    json.begin()
        .put("attempt", attempt.attempt())
        .put("outcome", attempt.outcome().name().toLowerCase(Locale.ROOT))
        .put("reason", attempt.reason())
        .put("host", attempt.host())
        .put("ended", attempt.ended().toString())
        .put("waited_ms", attempt.waited().map(Duration::toMillis))
        .put("ran_ms", attempt.ran().toMillis())
        .put("memory_bytes", attempt.usage().memoryBytes())
        .put("asked_bytes", attempt.asked().memory().bytes())
        .end();
  }

  private void writeLogs(JsonWriter json) throws IOException {
    RunFolder folder = insight.folder();
    String task = insight.summary().taskOf(job.id());
    for (int attempt = 1; attempt <= job.attempts(); attempt++) {
      int number = 0;
      for (var each : AttemptLogs.of(folder, task, job.id(), attempt).printed(false)) {
        json.begin()
            .put("attempt", attempt)
            .put("number", number++)
            .put("title", each.title().substring(job.id().length() + 2))
            .put("bytes", Files.size(each.file()))
            .end();
      }
    }
  }
}
