package hdw.sim;

import hdw.executor.AttemptKey;
import hdw.executor.Batch;
import hdw.executor.Ending;
import hdw.executor.Happening;
import hdw.executor.JobLog;
import hdw.executor.Submission;
import hdw.rules.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * What stands behind a batch system: a queue, slots, and jobs that do what is in their nature. It
 * knows nothing of drivers, and outlives them.
 */
final class Cluster {
  private final Nature nature;
  private final int slots;
  private final boolean forgets;
  private final Map<AttemptKey, SimJob> jobs = new LinkedHashMap<>();
  private final Map<String, SimJob> atWork = new HashMap<>();
  private final Deque<SimJob> queue = new ArrayDeque<>();
  private final PriorityQueue<Due> agenda =
      new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::number));
  private final List<String> wrongs = new ArrayList<>();
  private final Log log = new Log();
  private long number;
  private int submissions;
  private long now;

  private record Due(long at, long number, Runnable what) {}

  /**
   * An empty one.
   *
   * @param forgets whether what ended is known no more, so that no run is too large
   */
  Cluster(Nature nature, int slots, boolean forgets) {
    this.nature = nature;
    this.slots = slots;
    this.forgets = forgets;
  }

  /** Lets time pass; in milliseconds since 1970. */
  void pass(long until) {
    while (!agenda.isEmpty() && agenda.peek().at() <= until) {
      Due due = agenda.remove();
      now = Math.max(now, due.at());
      due.what().run();
    }
    now = until;
  }

  private void later(Duration after, Runnable what) {
    agenda.add(new Due(now + after.toMillis(), number++, what));
  }

  /** All that happened. */
  Log log() {
    return log;
  }

  /** What never should have happened. */
  List<String> wrongs() {
    return wrongs;
  }

  /** Takes some of the jobs of a submission; gives its name. */
  String take(Submission submission, List<Batch.Item> items) {
    submissions++;
    for (int i = 0; i < items.size(); i++) {
      var job = new SimJob(key(submission, items.get(i)), items.get(i), submission);
      job.id = submissions + "." + i;
      if (jobs.putIfAbsent(job.key, job) != null) {
        wrongs.add(job.key.text() + " was submitted twice");
      }
      tell(job, new Happening.Queued(job.key, job.id));
      later(nature.waits(), () -> enter(job));
    }
    return Integer.toString(submissions);
  }

  /** How a job of a submission is known. */
  static AttemptKey key(Submission submission, Batch.Item item) {
    JobLog log = JobLog.of(item.node().node().task().name(), item.id());
    return AttemptKey.of(submission.token(), log, item.attempt());
  }

  private void enter(SimJob job) {
    if (!job.over) {
      queue.add(job);
      startWhatFits();
    }
  }

  private void startWhatFits() {
    while (atWork.size() < slots && !queue.isEmpty()) {
      SimJob job = queue.remove();
      if (!job.over) {
        begin(job);
      }
    }
  }

  private void begin(SimJob job) {
    SimJob other = atWork.put(job.key.job(), job);
    if (other != null) {
      wrongs.add(job.key.text() + " runs beside " + other.key.text());
    }
    job.starts++;
    tell(job, new Happening.Began(job.key, host(), job.starts - 1, Instant.ofEpochMilli(now)));
    Act act = nature.act(job.item, job.starts - 1);
    int start = job.starts;
    later(
        act.runs(),
        () -> {
          if (!job.over && job.starts == start) {
            go(job, act);
          }
        });
  }

  private String host() {
    return "node" + number % 7;
  }

  private void go(SimJob job, Act act) {
    atWork.remove(job.key.job(), job);
    if (act instanceof Act.Ends ends) {
      if (ends.writes()) {
        later(hasOutputs(job) ? Duration.ZERO : ends.late(), () -> writeOutputs(job));
      }
      if (!ends.log().isEmpty()) {
        write(job.submission.folder().resolve(log(job)), ends.log() + "\n");
      }
      end(job, ends.ending());
    } else if (act instanceof Act.GoesBack) {
      tell(job, new Happening.Requeued(job.key, "somebody else came"));
      later(nature.waits(), () -> enter(job));
    } else if (act instanceof Act.IsHeld held) {
      tell(job, new Happening.Held(job.key, "a person looks at it"));
      later(held.released(), () -> release(job));
    }
    startWhatFits();
  }

  private void release(SimJob job) {
    if (!job.over) {
      tell(job, new Happening.Requeued(job.key, "a person released it"));
      enter(job);
    }
  }

  private static String log(SimJob job) {
    JobLog log = JobLog.of(job.item.node(), job.item.job().job());
    int restarts = job.starts - 1;
    return log.stem(job.item.attempt()) + (restarts == 0 ? "" : ".r" + restarts) + ".err";
  }

  /** What is there already is seen to change at once. */
  private static boolean hasOutputs(SimJob job) {
    return job.item.node().outputs(job.item.job().job()).stream()
        .anyMatch(each -> Files.exists(job.submission.workFolder().resolve(each)));
  }

  private static void writeOutputs(SimJob job) {
    for (String each : job.item.node().outputs(job.item.job().job())) {
      write(job.submission.workFolder().resolve(each), job.key.text());
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void end(SimJob job, Ending ending) {
    job.over = true;
    tell(job, new Happening.Ended(job.key, ending, false));
    if (forgets) {
      jobs.remove(job.key);
    }
  }

  private void tell(SimJob job, Happening happening) {
    job.last = happening;
    log.add(now, happening);
  }

  /** Where an attempt stands; nothing where it never came. */
  Optional<Happening> whereabouts(AttemptKey key) {
    return Optional.ofNullable(jobs.get(key)).map(each -> each.last);
  }

  /** The attempts that are there. */
  List<AttemptKey> present() {
    return jobs.values().stream().filter(each -> !each.over).map(each -> each.key).toList();
  }

  /** Takes attempts out; unknown ones are passed over. */
  void remove(Collection<AttemptKey> keys) {
    for (AttemptKey each : keys) {
      SimJob job = jobs.get(each);
      if (job != null && !job.over) {
        atWork.remove(job.key.job(), job);
        end(job, Ending.unrun(Verdict.REMOVED, "removed"));
      }
    }
    startWhatFits();
  }

  private static final class SimJob {
    private final AttemptKey key;
    private final Batch.Item item;
    private final Submission submission;
    private String id = "";
    private Happening last;
    private int starts;
    private boolean over;

    private SimJob(AttemptKey key, Batch.Item item, Submission submission) {
      this.key = key;
      this.item = item;
      this.submission = submission;
    }
  }
}
