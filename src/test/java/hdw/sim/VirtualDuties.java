package hdw.sim;

import hdw.run.Duties;
import hdw.sim.VirtualTime.Waiter;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** Duties in virtual time. */
final class VirtualDuties implements Duties {
  private final VirtualTime time;
  private final Consumer<RuntimeException> bugs;
  private final Waiter thread;
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(
          Comparator.comparingLong(Task::due).thenComparingLong(each -> each.number));
  private long number;
  private boolean closed;

  private record Task(long due, long number, Runnable work) {}

  VirtualDuties(Life life, Consumer<RuntimeException> bugs) {
    this.time = life.time();
    this.bugs = bugs;
    this.thread = life.start(this::work);
  }

  private void work() {
    while (!closed) {
      Task next = tasks.peek();
      if (next == null || next.due() > time.now()) {
        time.sleep(next == null ? VirtualTime.FOREVER : next.due());
      } else {
        tasks.remove();
        run(next.work());
      }
    }
  }

  private void run(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException bug) {
      bugs.accept(bug);
    }
  }

  @Override
  public void soon(Runnable work) {
    later(work, Duration.ZERO);
  }

  @Override
  public void later(Runnable work, Duration pause) {
    if (!closed) {
      tasks.add(new Task(time.now() + pause.toMillis(), number++, work));
      time.wake(thread);
    }
  }

  @Override
  public void repeat(Runnable work, Duration pause) {
    later(
        () -> {
          run(work);
          repeat(work, pause);
        },
        pause);
  }

  @Override
  public void await(Duration longest) {
    Waiter waiter = time.self();
    boolean[] done = new boolean[1];
    soon(
        () -> {
          done[0] = true;
          time.wake(waiter);
        });
    long until = time.now() + longest.toMillis();
    while (!done[0] && time.now() < until) {
      time.sleep(until);
    }
  }

  @Override
  public void close() {
    closed = true;
    time.wake(thread);
  }
}
