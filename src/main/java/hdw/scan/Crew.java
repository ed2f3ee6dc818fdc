package hdw.scan;

import hdw.remote.Threads;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * A few threads that share many small pieces of work, for questions to a file system: those make
 * threads wait, so that more of them than there are cores pay.
 */
public final class Crew {
  private Crew() {}

  /**
   * Begins to do the work for each number from 0 to {@code count}, that one excluded.
   *
   * @param threads how many work; where it is below 2, the calling thread has done all of it when
   *     this comes back
   * @return done when all is done; it fails as the first work that fails
   */
  public static CompletableFuture<Void> start(
      String name, int threads, int count, IntConsumer work) {
    if (threads < 2) {
      for (int i = 0; i < count; i++) {
        work.accept(i);
      }
      return CompletableFuture.completedFuture(null);
    }
    var next = new AtomicInteger();
    Runnable share =
        () -> {
          for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            work.accept(i);
          }
        };
    ExecutorService pool = Threads.pool(name, threads);
    var workers = new CompletableFuture<?>[threads];
    for (int i = 0; i < threads; i++) {
      workers[i] = CompletableFuture.runAsync(share, pool);
    }
    pool.shutdown();
    return CompletableFuture.allOf(workers);
  }
}
