package hdw.dashboard;

import hdw.insight.Insight;
import hdw.run.RunFolder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Follows a run on a thread of its own, and sums it up at most once a second.
 *
 * <p>What takes long to sum up is summed up less often, so that a run of any size leaves the
 * machine to others.
 */
final class Board implements AutoCloseable {
  private static final long MILLISECONDS_BETWEEN_LOOKS = 1000;
  private static final int REST_FOR_WORK = 10;
  private static final long LONGEST_REST = 30_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** A driver that died is seen, and a pace that sinks, though the journal says nothing new. */
  private static final int LOOKS_WITHOUT_NEWS = 4;

  private static final String NO_RUN = "there is no run here yet";

  /** Reads something of the run while nobody changes it. */
  @FunctionalInterface
  interface Question<T> {
    /** Reads it. */
    T ask(Insight insight) throws IOException;
  }

  private final RunChoice choice;
  private final InstantSource clock;
  private final Thread follower = new Thread(this::follow, "hdw-dashboard-board");
  private final Object reading = new Object();
  private Optional<Insight> insight = Optional.empty();
  private Snapshot latest = Snapshot.NOTHING;
  private int looksSince;
  private boolean closed;

  Board(RunChoice choice, InstantSource clock) {
    this.choice = choice;
    this.clock = clock;
    follower.setDaemon(true);
  }

  /** Begins to follow. */
  void start() {
    follower.start();
  }

  private void follow() {
    try {
      while (true) {
        long begun = THREADS.getCurrentThreadCpuTime();
        look();
        long worked = THREADS.getCurrentThreadCpuTime() - begun;
        TimeUnit.MILLISECONDS.sleep(rest(TimeUnit.NANOSECONDS.toMillis(worked)));
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * How many milliseconds to wait after a look that kept a processor busy for so many: what counts
   * is the work, not how long a busy machine let it wait.
   */
  static long rest(long worked) {
    return Math.min(LONGEST_REST, Math.max(MILLISECONDS_BETWEEN_LOOKS, REST_FOR_WORK * worked));
  }

  /** Takes in what is new, and sums it up. */
  void look() {
    try {
      synchronized (reading) {
        boolean isNew = takeIn() || looksSince >= LOOKS_WITHOUT_NEWS;
        looksSince = isNew ? 0 : looksSince + 1;
        if (insight.isEmpty()) {
          publish(trouble(NO_RUN));
        } else if (isNew) {
          publish(new Sections(insight.get(), clock.instant()).snapshot());
        }
      }
    } catch (IOException unreadable) {
      publish(trouble("the run cannot be read: " + unreadable.getMessage()));
    } catch (RuntimeException bug) {
      publish(trouble("this is a bug in hdw: " + bug));
    }
  }

  /** Reads what has been added, or another run; says whether anything was. */
  private boolean takeIn() throws IOException {
    Optional<RunFolder> wanted = choice.choose(insight);
    if (wanted.isPresent() && !isShown(wanted.get())) {
      insight = Optional.of(Insight.of(wanted.get()));
      return true;
    }
    return insight.isPresent() && insight.get().refresh();
  }

  private boolean isShown(RunFolder wanted) throws IOException {
    return insight.isPresent() && Files.isSameFile(insight.get().folder().path(), wanted.path());
  }

  /** What was there, with what keeps it from going on. */
  private synchronized Snapshot trouble(String words) {
    Map<String, Map<String, String>> all = new LinkedHashMap<>(latest.sections());
    all.put("trouble", Map.of("words", Content.object(json -> json.put("words", words))));
    return new Snapshot(latest.run(), all);
  }

  private synchronized void publish(Snapshot now) {
    if (!now.equals(latest)) {
      latest = now;
      notifyAll();
    }
  }

  /** What is shown now. */
  synchronized Snapshot latest() {
    return latest;
  }

  /** Waits until something else is shown, at most so long; says what is shown then. */
  synchronized Snapshot after(Snapshot seen, long milliseconds) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
    while (latest.equals(seen) && !closed) {
      long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      if (left <= 0) {
        break;
      }
      wait(left);
    }
    return latest;
  }

  /** Whether the page is over. */
  synchronized boolean isClosed() {
    return closed;
  }

  /** Asks something of the run; nothing where there is none yet. */
  <T> Optional<T> ask(Question<T> question) throws IOException {
    synchronized (reading) {
      return insight.isPresent() ? Optional.of(question.ask(insight.get())) : Optional.empty();
    }
  }

  @Override
  public void close() {
    follower.interrupt();
    synchronized (this) {
      closed = true;
      notifyAll();
    }
  }
}
