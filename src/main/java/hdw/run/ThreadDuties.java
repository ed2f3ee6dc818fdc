package hdw.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Duties of a thread of this machine. */
final class ThreadDuties implements Duties {
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(ThreadDuties::thread);
  private final Consumer<RuntimeException> bugs;

  /** Nothing to do yet; the thread would keep an exception to itself, so {@code bugs} is told. */
  ThreadDuties(Consumer<RuntimeException> bugs) {
    this.bugs = bugs;
  }

  private static Thread thread(Runnable work) {
    var thread = new Thread(work, "batch");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void soon(Runnable work) {
    later(work, Duration.ZERO);
  }

  @Override
  public void later(Runnable work, Duration pause) {
    if (!thread.isShutdown()) {
      var unused = thread.schedule(guarded(work), pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void repeat(Runnable work, Duration pause) {
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

  @Override
  public void await(Duration longest) {
    var done = new CountDownLatch(1);
    soon(done::countDown);
    try {
      var unused = done.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
