package hdw.cli;

import hdw.json.JsonReader;
import hdw.model.Executor;
import hdw.run.AttemptLogs;
import hdw.run.Event;
import hdw.run.JobStory;
import hdw.run.LeftInQueues;
import hdw.run.RunFolder;
import hdw.run.RunSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All that {@code hdw why} says of a job, in lines: the terminal and the page show the same. */
final class WhyLines {
  private final RunSummary summary;
  private final RunFolder folder;
  private final JobStory job;
  private final List<String> lines = new ArrayList<>();

  WhyLines(RunSummary summary, RunFolder folder, JobStory job) {
    this.summary = summary;
    this.folder = folder;
    this.job = job;
  }

  /** What the run's folder says, and for a job in a queue what its batch system says. */
  List<String> withQueue() throws IOException {
    return lines(true);
  }

  /** What the run's folder says alone: no batch system is asked. */
  List<String> fromFolder() throws IOException {
    return lines(false);
  }

  /** What the batch system itself says of a job that does not start; empty for any other job. */
  List<String> fromQueue() {
    summary.nodeOf(job.id()).ifPresent(this::addSchedulersWords);
    return List.copyOf(lines);
  }

  private List<String> lines(boolean asksQueue) throws IOException {
    lines.add(job.id() + ": " + WhyText.state(job));
    job.because().ifPresent(because -> lines.add("  it " + runs(job) + " because " + because));
    job.blockedBy()
        .ifPresent(
            by ->
                lines.add(
                    "  it cannot run because `"
                        + by
                        + (job.allowed() ? "` was given up" : "` failed")));
    String task = summary.taskOf(job.id());
    for (Event.Failed each : job.failures()) {
      WhyText.attempt(each).forEach(line -> lines.add("  " + line));
      var logs = AttemptLogs.of(folder, task, job.id(), each.attempt());
      lines.add("    " + logs.lastErr());
    }
    summary.nodeOf(job.id()).ifPresent(node -> addOfNode(node, asksQueue));
    return List.copyOf(lines);
  }

  private void addOfNode(Map<String, Object> node, boolean asksQueue) {
    if (job.state() == JobStory.State.WAITING) {
      addWaits(node);
    } else if (asksQueue) {
      addSchedulersWords(node);
    }
    Map<String, Object> origins = JsonReader.inner(node, "origins").orElse(Map.of());
    List<String> values = WhyText.values(origins, job);
    if (!values.isEmpty()) {
      lines.add("  what it asks for, and who said so:");
      values.forEach(each -> lines.add("    " + each));
    }
  }

  private void addSchedulersWords(Map<String, Object> node) {
    if (job.state() != JobStory.State.QUEUED) {
      return;
    }
    Executor executor =
        JsonReader.text(node, "executor").flatMap(Executor::named).orElse(Executor.LOCAL);
    try {
      new LeftInQueues(folder, summary.state(), new BatchSystems())
          .whyWaiting(job, summary.taskOf(job.id()), executor)
          .ifPresent(said -> said.lines().forEach(line -> lines.add("  " + line)));
    } catch (IOException silent) {
      lines.add("  " + Surroundings.words(silent));
    }
  }

  private static String runs(JobStory job) {
    return switch (job.state()) {
      case DONE, FAILED, HALVED -> "ran";
      case RUNNING, WAITING, QUEUED, HELD -> "runs";
      case SKIPPED -> job.skippedBy().isPresent() ? "ran" : "would run";
    };
  }

  private void addWaits(Map<String, Object> node) {
    job.retryAt().ifPresent(time -> lines.add("  it is tried again, not before " + time));
    for (Event.Paused each : summary.pausesOf(job.id())) {
      lines.add("  it waits: " + Findings.of(summary, each));
      lines.add("  to go on all the same: hdw resume --go-on");
    }
    List<String> after = JsonReader.texts(node, "after");
    summary.nodes().stream()
        .filter(each -> after.contains(each.id()) && each.done() < each.jobs())
        .forEach(
            each ->
                lines.add(
                    "  it waits for "
                        + each.id()
                        + ": "
                        + each.done()
                        + " of "
                        + each.jobs()
                        + " jobs are done"));
  }
}
