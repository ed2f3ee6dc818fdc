package hdw.cli;

import hdw.run.AttemptLogs;
import hdw.run.JobStory;
import hdw.run.RunFolder;
import hdw.run.RunState;
import hdw.run.RunSummary;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Shows what a running job prints, as it prints it. */
final class LogFollower {
  private static final int MILLISECONDS_BETWEEN_LOOKS = 500;

  /** Where each look is a question to a batch system. */
  private static final int MILLISECONDS_BETWEEN_QUESTIONS = 5000;

  private LogFollower() {}

  /** Follows the attempt that runs until it is over; of a job that does not run, nothing more. */
  static void follow(
      RunSummary summary, RunFolder folder, JobStory job, boolean onlyErr, Console console)
      throws IOException {
    String task = summary.taskOf(job.id());
    Map<Path, Long> shown = new LinkedHashMap<>();
    for (int attempt = 1; attempt <= job.attempts(); attempt++) {
      for (Path each : files(AttemptLogs.of(folder, task, job.id(), attempt), onlyErr)) {
        shown.put(each, size(each));
      }
    }
    JobStory now = job;
    while (now.state().isUnderWay() && pause(summary)) {
      RunState state = RunSummary.read(folder, new BatchSystems()).state();
      now = state.job(job.id()).orElse(job);
      var logs = AttemptLogs.of(folder, task, job.id(), Math.max(1, now.lastStarted()));
      for (Path each : files(logs, onlyErr)) {
        shown.put(each, copy(each, shown.getOrDefault(each, 0L), console));
      }
    }
  }

  private static List<Path> files(AttemptLogs logs, boolean onlyErr) throws IOException {
    return logs.printed(onlyErr).stream().map(AttemptLogs.Printed::file).toList();
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  private static long copy(Path file, long from, Console console) throws IOException {
    long end = size(file);
    if (end <= from) {
      return from;
    }
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(from);
      byte[] bytes = new byte[(int) Math.min(end - from, 1 << 20)];
      in.readFully(bytes);
      console.out().write(bytes, 0, bytes.length);
      console.out().flush();
      return from + bytes.length;
    }
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
