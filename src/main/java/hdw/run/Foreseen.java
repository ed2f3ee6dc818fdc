package hdw.run;

import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What results are made from whose jobs are submitted before the results that they take in are
 * there.
 *
 * <p>In place of each result to come stands one word for all that was submitted together. It stands
 * there for as long as that very attempt is under way or gave the result that counts; where another
 * attempt takes its place, what was foreseen does not hold any more.
 */
final class Foreseen {
  private final Course course;
  private final Map<Integer, Upstream> found = new HashMap<>();

  Foreseen(Course course) {
    this.course = course;
  }

  /** What the results of a job take in, as one hash; to be asked anew when something changed. */
  Upstream of(Event.Ahead ahead) {
    return new Upstream((node, job) -> word(node, job, ahead));
  }

  private String word(NodePlan node, int job, Event.Ahead ahead) {
    boolean awaited =
        course.state().job(node.id(job)).filter(each -> isOf(each, ahead)).isPresent();
    return awaited ? "submitted ahead with " + ahead.first() : course.stage().result(node, job);
  }

  private boolean isOf(JobStory story, Event.Ahead ahead) {
    boolean counts =
        story.state().isUnderWay() || story.state() == JobStory.State.DONE && !story.kept();
    return counts
        && submitted(story.submission()).filter(it -> it.first() == ahead.first()).isPresent();
  }

  private Optional<Event.Ahead> submitted(String token) {
    return course.state().aheads().of(token);
  }

  /** With what an attempt was submitted ahead; nothing where it was not. */
  Optional<Event.Ahead> ahead(Attempt attempt) {
    return attempt.away().flatMap(each -> submitted(each.key().token()));
  }

  /**
   * What an attempt of which the journal says this was made from; nothing where that is not wanted
   * any more. To be asked of all attempts that are left, each behind those that it takes from.
   */
  Optional<Attempt.Made> made(JobRef job, JobStory story, Freshness freshness) throws IOException {
    Optional<Event.Ahead> ahead = submitted(story.submission());
    Attempt.Made made =
        ahead.isEmpty()
            ? course.made(job, freshness)
            : new Attempt.Made(
                freshness.parts(job.node(), job.job()),
                found
                    .computeIfAbsent(ahead.get().first(), first -> of(ahead.get()))
                    .hash(job.node(), job.job()));
    boolean cannotStart = ahead.filter(it -> it.step() == Event.Ahead.Step.BEGUN).isPresent();
    return Optional.of(made).filter(it -> !cannotStart && it.text().equals(story.made()));
  }
}
