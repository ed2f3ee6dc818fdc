package hdw.run;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The time of this machine. */
final class RealTiming implements Timing {
  @Override
  public Clock clock() {
    return Clock.systemUTC();
  }

  @Override
  public <T> Inbox<T> inbox() {
    return new Queue<>();
  }

  @Override
  public Duties duties(Consumer<RuntimeException> bugs) {
    return new ThreadDuties(bugs);
  }

  private static final class Queue<T> implements Inbox<T> {
    private final BlockingQueue<T> words = new LinkedBlockingQueue<>();

    @Override
    public void add(T word) {
      words.add(word);
    }

    @Override
    public Optional<T> poll() {
      return Optional.ofNullable(words.poll());
    }

    @Override
    public Optional<T> await(Optional<Duration> longest) throws InterruptedException {
      return longest.isEmpty()
          ? Optional.of(words.take())
          : Optional.ofNullable(
              words.poll(longest.get().toMillis() + 1, TimeUnit.MILLISECONDS)); // not too early
    }

    @Override
    public boolean isEmpty() {
      return words.isEmpty();
    }
  }
}
