package hdw.sim;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;

/**
 * Time that passes when everybody waits, in milliseconds since 1970.
 *
 * <p>Threads take part one at a time: who waits hands over to whoever is to wake first, and of
 * those that wake together a seed chooses. So the same seed gives the same history.
 */
final class VirtualTime {
  /** Until somebody wakes it. */
  static final long FOREVER = Long.MAX_VALUE;

  private final Random random;
  private final LongConsumer world;
  private final PriorityQueue<Waiter> waiting =
      new PriorityQueue<>(
          Comparator.comparingLong((Waiter each) -> each.wake)
              .thenComparingInt(each -> each.tie)
              .thenComparingLong(each -> each.number));
  private long now;
  private long waiters;
  private Waiter current;

  /** A thread that takes part. */
  static final class Waiter {
    private final Semaphore turn = new Semaphore(0);
    private final long number;
    private long wake;
    private int tie;
    private boolean doomed;

    private Waiter(long number) {
      this.number = number;
    }

    /** From now on it ends where it waits. */
    void doom() {
      doomed = true;
    }

    /** It may wait again. */
    void spare() {
      doomed = false;
    }
  }

  /**
   * Time with the thread that makes it.
   *
   * @param world is told of each time that comes
   */
  VirtualTime(Random random, long now, LongConsumer world) {
    this.random = random;
    this.now = now;
    this.world = world;
    this.current = new Waiter(waiters++);
    world.accept(now);
  }

  /** What time it is. */
  long now() {
    return now;
  }

  /** The thread that is at work. */
  Waiter self() {
    return current;
  }

  /**
   * Waits until a time, or until somebody wakes it; others go on in the meantime.
   *
   * @throws Killed where it belongs to a driver that is dead
   */
  void sleep(long until) {
    Waiter me = current;
    if (me.doomed) {
      throw new Killed();
    }
    enter(me, Math.max(until, now));
    handOver(me);
    if (me.doomed) {
      throw new Killed();
    }
  }

  /** Wakes somebody who waits, now. */
  void wake(Waiter waiter) {
    if (waiting.remove(waiter)) {
      enter(waiter, now);
    }
  }

  /** Begins a thread, which takes part until its work is done. */
  Waiter start(Runnable work) {
    var waiter = new Waiter(waiters++);
    var thread =
        new Thread(
            () -> {
              waiter.turn.acquireUninterruptibly();
              try {
                work.run();
              } catch (Killed dead) {
                // it ends
              } finally {
                leave();
              }
            },
            "simulated");
    thread.setDaemon(true);
    thread.start();
    enter(waiter, now);
    return waiter;
  }

  private void enter(Waiter waiter, long wake) {
    waiter.wake = wake;
    waiter.tie = random.nextInt();
    waiting.add(waiter);
  }

  private void handOver(Waiter me) {
    Waiter next = next();
    if (next != me) {
      next.turn.release();
      me.turn.acquireUninterruptibly();
    }
  }

  private void leave() {
    next().turn.release();
  }

  private Waiter next() {
    Waiter next = waiting.remove();
    if (next.wake == FOREVER) {
      throw new IllegalStateException("all wait, and nothing will ever happen");
    }
    if (next.wake > now) {
      now = next.wake;
      world.accept(now);
    }
    current = next;
    return next;
  }
}
