package hdw.run;

import hdw.model.Executor;
import hdw.plan.JobInput.JobRef;
import hdw.rules.Request;
import hdw.run.Stage.Standing;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts what is ready: on this machine while there are slots, in a batch system all that is ready
 * together.
 */
final class Starts {
  /** How many jobs that do not fit now are passed over in search of one that does. */
  private static final int MOST_PASSED_OVER = 64;

  private final Course course;
  private final Judge judge;
  private final Gate gate;
  private final Retries retries;
  private final TaskLimits limits;
  private final Slots slots;
  private final Desks desks;
  private final Freshness freshness;

  Starts(Course course, Judge judge, Gate gate, Local local, Desks desks, Freshness freshness) {
    this.course = course;
    this.judge = judge;
    this.gate = gate;
    this.retries = local.retries();
    this.limits = local.limits();
    this.slots = local.slots();
    this.desks = desks;
    this.freshness = freshness;
  }

  /** What jobs may have on this machine, and when. */
  record Local(Retries retries, TaskLimits limits, Slots slots) {}

  /**
   * Announces the jobs that can start on this machine now, and brings all others to their desks.
   *
   * @return those to start here; written down, and handed to the system
   */
  List<Attempt> here() throws IOException {
    gate.look();
    var starting = new ArrayList<Attempt>();
    var passedOver = new ArrayList<JobRef>();
    bring(false, starting, passedOver);
    bring(true, starting, passedOver);
    course.putBack(passedOver);
    course.flush();
    return starting;
  }

  private void bring(boolean away, List<Attempt> starting, List<JobRef> passedOver)
      throws IOException {
    int before = passedOver.size();
    while (passedOver.size() - before < MOST_PASSED_OVER && (away || !slots.isFull())) {
      Optional<JobRef> next = course.next(away);
      if (next.isEmpty()) {
        return;
      }
      JobRef job = next.get();
      if (!isOpen(job) || gate.keeps(job)) {
        limits.instead(job).ifPresent(course::putBack);
      } else if (desks.isLeaving(Course.id(job))) {
        passedOver.add(job);
      } else if (!bring(job, judge.request(job), starting)) {
        passedOver.add(job);
      }
    }
  }

  private boolean isOpen(JobRef job) {
    return course.stage().standing(job) == Standing.OPEN && !retries.holds(Course.id(job));
  }

  /** Whether there was room for it. */
  private boolean bring(JobRef job, Request request, List<Attempt> starting) throws IOException {
    if (request.executor() != Executor.LOCAL) {
      Desk desk = desks.of(request.executor());
      boolean room = desk.hasRoom(job, request);
      if (room) {
        desk.add(job, request);
      }
      return room;
    }
    if (limits.holdsBack(job)) {
      return true; // it waits there
    }
    boolean fits = slots.take(request);
    if (fits) {
      starting.add(announce(job, request, ""));
      limits.start(job);
      course.started(job);
    }
    return fits;
  }

  /** Submits what is due. */
  List<Attempt> away(Instant now) throws IOException {
    return desks.submitDue(this::announce, now);
  }

  /** Writes down that an attempt is about to begin. */
  private Attempt announce(JobRef job, Request request, String token) throws IOException {
    int number = course.nextAttempt(job);
    Attempt.Made made = course.made(job, freshness);
    course.apply(new Event.Started(Course.id(job), number, made.text(), token));
    return Attempt.of(job, number, request, made);
  }
}
