package hdw.remote;

import hdw.remote.RemoteException.Kind;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The answers that are waited for: each of them ends when this is closed, and none starts later.
 */
final class UnderWay implements AutoCloseable {
  private final Map<Long, CompletableFuture<?>> all = new ConcurrentHashMap<>();
  private final AtomicLong last = new AtomicLong();
  private volatile boolean isClosed;

  /** Asks, unless this is closed. */
  <T> CompletableFuture<T> start(Supplier<CompletableFuture<T>> question) {
    if (isClosed) {
      return CompletableFuture.failedFuture(closed());
    }
    try {
      return watched(question.get());
    } catch (RejectedExecutionException closedMeanwhile) {
      return CompletableFuture.failedFuture(closed());
    }
  }

  private <T> CompletableFuture<T> watched(CompletableFuture<T> answer) {
    CompletableFuture<T> watched = answer.copy();
    long number = last.incrementAndGet();
    all.put(number, watched);
    if (isClosed) { // since the first look
      watched.completeExceptionally(closed());
    }
    return watched.whenComplete((done, failure) -> all.remove(number));
  }

  /** What somebody hears who asks too late. */
  static RemoteException closed() {
    return new RemoteException(Kind.UNREACHABLE, "was not read to its end: hdw has stopped asking");
  }

  @Override
  public void close() {
    isClosed = true;
    all.values().forEach(each -> each.completeExceptionally(closed()));
  }
}
