package hdw.sim;

import hdw.run.Inbox;
import hdw.sim.VirtualTime.Waiter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** An inbox in virtual time. */
final class VirtualInbox<T> implements Inbox<T> {
  private final VirtualTime time;
  private final Deque<T> words = new ArrayDeque<>();
  private Optional<Waiter> reader = Optional.empty();

  VirtualInbox(VirtualTime time) {
    this.time = time;
  }

  @Override
  public void add(T word) {
    words.add(word);
    reader.ifPresent(time::wake);
  }

  @Override
  public Optional<T> poll() {
    return Optional.ofNullable(words.poll());
  }

  @Override
  public Optional<T> await(Optional<Duration> longest) {
    long until = longest.map(each -> time.now() + each.toMillis() + 1).orElse(VirtualTime.FOREVER);
    while (words.isEmpty() && time.now() < until) {
      reader = Optional.of(time.self());
      time.sleep(until);
    }
    reader = Optional.empty();
    return poll();
  }

  @Override
  public boolean isEmpty() {
    return words.isEmpty();
  }
}
