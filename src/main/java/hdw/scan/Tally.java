package hdw.scan;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** Counts what is done, from many threads, and tells of it a few times a second. */
final class Tally {
  private static final long PAUSE_NANOS = 100_000_000L;

  private final Progress progress;
  private final int all;
  private final AtomicInteger done = new AtomicInteger();
  private final ReentrantLock telling = new ReentrantLock();
  private long told = System.nanoTime();

  Tally(Progress progress, int all) {
    this.progress = progress;
    this.all = all;
  }

  /** One more file; whoever cannot tell of it at once leaves that to the next. */
  void one() {
    done.incrementAndGet();
    if (telling.tryLock()) {
      try {
        long now = System.nanoTime();
        if (now - told >= PAUSE_NANOS) {
          told = now;
          progress.at(done.get(), all);
        }
      } finally {
        telling.unlock();
      }
    }
  }

  /** All files. */
  void end() {
    telling.lock();
    try {
      progress.at(all, all);
    } finally {
      telling.unlock();
    }
  }
}
