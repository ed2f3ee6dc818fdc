package hdw.forecast;

import hdw.forecast.Mishaps.Mishap;
import hdw.model.Executor;
import hdw.model.Reason;
import hdw.plan.NodePlan;
import hdw.rules.Request;
import java.util.Optional;
import java.util.SplittableRandom;

/** A job that is played: how long it would take, and what became of it so far. */
final class SimJob {
  private final NodePlan node;
  private final int row;
  private final int number;
  private final SplittableRandom random;

  /** How long it takes if nothing stops it; the same for each attempt, as its work is. */
  private final long length;

  /** How many files or events it has: one cannot be halved. */
  private final long pieces;

  private Request request;
  private int tries;
  private int reactions;
  private Optional<Reason> lastReason = Optional.empty();
  private Optional<Attempt> attempt = Optional.empty();

  /** A job of a plan, or half of one. */
  SimJob(NodePlan node, int row, int number, SplittableRandom random, long length, long pieces) {
    this.node = node;
    this.row = row;
    this.number = number;
    this.random = random;
    this.length = length;
    this.pieces = pieces;
    this.request = node.request(row);
  }

  /**
   * An attempt that runs.
   *
   * @param reason why it will fail; nothing where it will end well
   */
  record Attempt(long began, long ends, Optional<Reason> reason) {}

  /** Half of it, as a job of its own. */
  SimJob half(boolean second) {
    long less = second ? pieces - pieces / 2 : pieces / 2;
    long part = Math.round((double) length * less / pieces);
    return new SimJob(node, row, number, random.split(), part, less);
  }

  /** Begins an attempt. */
  Attempt begin(long now, Mishaps mishaps) {
    Optional<Mishap> mishap = mishaps.draw(tries == 0, random);
    long runs = mishap.map(each -> Math.round(each.when() * length)).orElse(length);
    Optional<Long> limit = limit();
    boolean killed = limit.isPresent() && runs > limit.get();
    attempt =
        Optional.of(
            new Attempt(
                now,
                now + (killed ? limit.get() : runs),
                killed ? Optional.of(Reason.OUT_OF_TIME) : mishap.map(Mishap::reason)));
    return attempt.get();
  }

  /** The attempt that runs or has just ended. */
  Attempt attempt() {
    return attempt.orElseThrow();
  }

  /** Tries again with what it asks for now. */
  void again(Request next) {
    lastReason = attempt().reason();
    tries++;
    reactions++;
    request = next;
    attempt = Optional.empty();
  }

  /** Whether it takes longer than it is granted now. */
  boolean isOverLimit() {
    return limit().filter(each -> length > each).isPresent();
  }

  private Optional<Long> limit() {
    return request.time().map(each -> each.seconds() * 1000);
  }

  boolean isLocal() {
    return request.executor() == Executor.LOCAL;
  }

  String task() {
    return node.node().task().name();
  }

  NodePlan node() {
    return node;
  }

  int row() {
    return row;
  }

  /** Its number among all jobs of the plan; that of the whole for a half. */
  int number() {
    return number;
  }

  long length() {
    return length;
  }

  /** What it draws from. */
  SplittableRandom random() {
    return random;
  }

  /** Whether it has more than one file or event. */
  boolean canBeHalved() {
    return pieces > 1;
  }

  Request request() {
    return request;
  }

  /** The number of the attempt that runs or comes next, from 1. */
  int attemptNumber() {
    return tries + 1;
  }

  int reactions() {
    return reactions;
  }

  /** Whether the last attempt failed for the same reason as the one before. */
  boolean isRepeated() {
    return lastReason.isPresent() && lastReason.equals(attempt().reason());
  }
}
