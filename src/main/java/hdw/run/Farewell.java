package hdw.run;

import hdw.executor.Ending;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A driver that leaves: what it started is ended, what is in a queue of others stays there. */
final class Farewell {
  private static final int SECONDS_TO_END = 15;

  private final Course course;
  private final Judge judge;
  private final Desks desks;
  private final AwayNews away;
  private final Map<String, Attempt> running;
  private final Inbox<Word> words;
  private final Clock clock;

  /**
   * The end of a driver.
   *
   * @param running the attempts of which the driver knows, by job; empty afterwards
   */
  Farewell(
      Course course,
      Judge judge,
      Desks desks,
      AwayNews away,
      Map<String, Attempt> running,
      Inbox<Word> words,
      Clock clock) {
    this.course = course;
    this.judge = judge;
    this.desks = desks;
    this.away = away;
    this.running = running;
    this.words = words;
    this.clock = clock;
  }

  /** Ends what still runs, and takes what ended well in the meantime; safe to repeat. */
  void endAll() throws IOException, InterruptedException {
    running.values().removeIf(each -> each.away().isPresent() && !desks.endsWithDriver(each));
    running.values().forEach(Attempt::end);
    desks.close();
    leaveAway();
    Instant until = clock.instant().plusSeconds(SECONDS_TO_END);
    while (!running.isEmpty()) {
      Optional<Word> word = words.await(Optional.of(Until.of(until, clock.instant())));
      if (word.isEmpty()) {
        break;
      }
      heardLast(word.get());
    }
    running.clear();
    for (Word each : rest()) {
      away.noteTaken(each);
    }
  }

  /** What ends with this driver has ended by now, and told how, or was never submitted. */
  private void leaveAway() throws IOException {
    List<Word> told = rest();
    for (AwayNews.Over each : away.lastEnds(told)) {
      leave(each.attempt(), each.ending());
    }
    for (Word each : told) {
      heardLast(each);
    }
  }

  private void heardLast(Word word) throws IOException {
    if (word instanceof Word.Ended ended && running.containsKey(ended.job())) {
      leave(running.remove(ended.job()), ended.ending());
    } else {
      away.noteTaken(word);
    }
  }

  /** The words that are there already. */
  private List<Word> rest() {
    var rest = new ArrayList<Word>();
    for (Optional<Word> left = words.poll(); left.isPresent(); left = words.poll()) {
      rest.add(left.get());
    }
    return rest;
  }

  /** Writes down an attempt that was ended from here: what it has made counts if it is whole. */
  void leave(Attempt attempt, Ending how) throws IOException {
    Optional<Event.Done> done = judge.done(attempt, how);
    course.apply(
        done.isPresent()
            ? done.get()
            : new Event.Lost(attempt.id(), attempt.number(), "hdw left and ended it"));
    if (done.isPresent()) {
      course.done(attempt.job(), done.get().record());
    } else {
      course.again(attempt.job());
    }
  }
}
