package hdw.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What a thread of its own does, one after the other, and some of it later. */
final class Duties {
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Duties::thread);
  private final Consumer<RuntimeException> bugs;

  /** Nothing to do yet; the thread would keep an exception to itself, so {@code bugs} is told. */
  Duties(Consumer<RuntimeException> bugs) {
    this.bugs = bugs;
  }

  private static Thread thread(Runnable work) {
    var thread = new Thread(work, "batch");
    thread.setDaemon(true);
    return thread;
  }

  /** As soon as what came before is done. */
  void soon(Runnable work) {
    later(work, Duration.ZERO);
  }

  /** After a pause; never once this is closed. */
  void later(Runnable work, Duration pause) {
    if (!thread.isShutdown()) {
      var unused = thread.schedule(guarded(work), pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Again and again. */
  void repeat(Runnable work, Duration pause) {
    long millis = pause.toMillis();
    var unused =
        thread.scheduleWithFixedDelay(guarded(work), millis, millis, TimeUnit.MILLISECONDS);
  }

  private Runnable guarded(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException bug) {
        bugs.accept(bug);
      }
    };
  }

  /** Waits, not for ever, until all is done that was to be done soon. */
  void await(Duration longest) {
    var done = new CountDownLatch(1);
    soon(done::countDown);
    try {
      var unused = done.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  /** Drops what is left to do, and interrupts what is being done. */
  void close() {
    thread.shutdownNow();
  }
}
