package hdw.cli;

import hdw.run.AttemptLogs;
import hdw.run.FollowedJournal;
import hdw.run.JobStory;
import hdw.run.JobStory.State;
import hdw.run.RunFolder;
import hdw.run.RunSummary;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Shows what a running job prints, as it prints it. */
final class LogFollower {
  private static final int MILLISECONDS_BETWEEN_LOOKS = 500;

  /** Where each look is a question to a batch system. */
  private static final int MILLISECONDS_BETWEEN_QUESTIONS = 5000;

  private static final int MOST_AT_ONCE = 1 << 20;

  private final RunFolder folder;
  private final String job;
  private final boolean onlyErr;
  private final Console console;
  private final Map<Path, Long> shown = new LinkedHashMap<>();
  private Optional<FollowedJournal> journal = Optional.empty();

  private LogFollower(RunFolder folder, String job, boolean onlyErr, Console console) {
    this.folder = folder;
    this.job = job;
    this.onlyErr = onlyErr;
    this.console = console;
  }

  /**
   * Follows a job until it is over, through all its attempts, or until its run is left; what it has
   * printed before counts as shown.
   */
  static void follow(
      RunSummary summary, RunFolder folder, JobStory job, boolean onlyErr, Console console)
      throws IOException {
    new LogFollower(folder, job.id(), onlyErr, console).follow(summary, job);
  }

  private void follow(RunSummary first, JobStory story) throws IOException {
    String task = first.taskOf(job);
    for (int attempt = 1; attempt <= story.attempts(); attempt++) {
      for (Path each : files(task, attempt)) {
        shown.put(each, Files.size(each));
      }
    }
    RunSummary summary = first;
    JobStory now = story;
    while (goesOn(summary, now) && pause(summary)) {
      summary = again(summary);
      now = summary.state().job(job).orElse(story);
      for (int attempt = Math.max(1, story.attempts()); attempt <= now.attempts(); attempt++) {
        for (Path each : files(task, attempt)) {
          copy(each);
        }
      }
    }
  }

  /** Whether more of the job may come: it is at work, or waits and somebody will start it. */
  private static boolean goesOn(RunSummary summary, JobStory job) {
    return job.state().isUnderWay()
        || job.state() == State.WAITING && summary.runState().equals("running");
  }

  private RunSummary again(RunSummary before) throws IOException {
    if (before.isUnfollowed()) {
      return RunSummary.read(folder, new BatchSystems());
    }
    if (journal.isEmpty()) {
      var followed = new FollowedJournal(folder.journal(), (event, time, job, state) -> {});
      journal = Optional.of(followed);
      var unused = followed.more();
      return RunSummary.of(folder, followed.state());
    }
    var unused = journal.get().more();
    return before;
  }

  private List<Path> files(String task, int attempt) throws IOException {
    return AttemptLogs.of(folder, task, job, attempt).printed(onlyErr).stream()
        .map(AttemptLogs.Printed::file)
        .toList();
  }

  private void copy(Path file) throws IOException {
    long from = shown.getOrDefault(file, 0L);
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(from);
      for (long left = in.length() - from; left > 0; left = in.length() - from) {
        byte[] bytes = new byte[(int) Math.min(left, MOST_AT_ONCE)];
        in.readFully(bytes);
        console.out().write(bytes, 0, bytes.length);
        from += bytes.length;
      }
    }
    console.out().flush();
    shown.put(file, from);
  }

  private static boolean pause(RunSummary summary) {
    try {
      TimeUnit.MILLISECONDS.sleep(
          summary.isUnfollowed() ? MILLISECONDS_BETWEEN_QUESTIONS : MILLISECONDS_BETWEEN_LOOKS);
      return true;
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
