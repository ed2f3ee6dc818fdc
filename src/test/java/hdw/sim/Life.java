package hdw.sim;

import hdw.run.Duties;
import hdw.run.Inbox;
import hdw.run.Timing;
import hdw.sim.VirtualTime.Waiter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The life of one driver in virtual time, with all its threads. It may be killed at any step: where
 * it looks at its clock, waits, or asks a batch system.
 */
final class Life implements Timing {
  private final VirtualTime time;
  private final Waiter driver;
  private final List<Waiter> threads = new ArrayList<>();
  private final long lastStep;
  private final long lastTime;
  private long steps;
  private boolean dead;

  /**
   * The life of a driver in the thread that makes it.
   *
   * @param lastStep at which it is killed
   */
  Life(VirtualTime time, long lastStep) {
    this(time, lastStep, Long.MAX_VALUE);
  }

  private Life(VirtualTime time, long lastStep, long lastTime) {
    this.time = time;
    this.driver = time.self();
    this.lastStep = lastStep;
    this.lastTime = lastTime;
  }

  /** The life of a driver that is killed after a while. */
  static Life during(VirtualTime time, Duration span) {
    return new Life(time, Long.MAX_VALUE, time.now() + span.toMillis());
  }

  /** The time in which it lives. */
  VirtualTime time() {
    return time;
  }

  /** How many steps it made. */
  long steps() {
    return steps;
  }

  /** Lives one step on. */
  void step() {
    steps++;
    if (steps >= lastStep || time.now() >= lastTime) {
      die();
    }
    if (dead) {
      throw new Killed();
    }
  }

  /** Ends whatever is left of it, and waits until that is gone. */
  void bury() {
    die();
    driver.spare();
    while (!threads.isEmpty()) {
      time.sleep(time.now());
    }
  }

  private void die() {
    if (dead) {
      return;
    }
    dead = true;
    driver.doom();
    time.wake(driver);
    for (Waiter each : threads) {
      each.doom();
      time.wake(each);
    }
  }

  /** Begins a thread of it. */
  Waiter start(Runnable work) {
    Waiter[] own = new Waiter[1];
    own[0] =
        time.start(
            () -> {
              try {
                work.run();
              } finally {
                threads.remove(own[0]);
              }
            });
    threads.add(own[0]);
    return own[0];
  }

  @Override
  public Clock clock() {
    return new Steps();
  }

  @Override
  public <T> Inbox<T> inbox() {
    return new VirtualInbox<>(time);
  }

  @Override
  public Duties duties(Consumer<RuntimeException> bugs) {
    return new VirtualDuties(this, bugs);
  }

  /** Each look at it is a step. */
  private final class Steps extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("there is one zone");
    }

    @Override
    public Instant instant() {
      step();
      return Instant.ofEpochMilli(time.now());
    }
  }
}
