package hdw.dashboard;

import hdw.insight.Insight;
import hdw.run.Event;
import hdw.run.JobStory;
import hdw.run.JobStory.State;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Jobs of a run that are alike in something, a page of them at a time. */
final class JobList {
  private static final int JOBS_OF_A_PAGE = 50;

  private final Insight insight;
  private final Query query;

  /**
   * Of what is asked for: {@code node}, {@code task}, {@code state}, {@code group} (of failures),
   * {@code host}, {@code id} (a part of it), and {@code page}, from 0.
   */
  JobList(Insight insight, Query query) {
    this.insight = insight;
    this.query = query;
  }

  /** The page as a JSON document: how many there are, and some of them. */
  String text() {
    List<JobStory> found = insight.state().jobs().stream().filter(wanted()).toList();
    int pages = Math.max(1, (found.size() + JOBS_OF_A_PAGE - 1) / JOBS_OF_A_PAGE);
    int page = Math.min(query.number("page", 0), pages - 1);
    int from = page * JOBS_OF_A_PAGE;
    List<JobStory> shown = found.subList(from, Math.min(found.size(), from + JOBS_OF_A_PAGE));
    return Content.object(
        json -> {
          json.put("count", found.size()).put("page", page).put("pages", pages).beginList("jobs");
          for (JobStory each : shown) {
            json.begin().put("id", each.id()).put("state", word(each.state()));
            json.put("kept", each.kept()).put("attempts", each.attempts());
            json.put("reason", last(each).map(failed -> failed.cause().reason().word()));
            json.put("host", host(each)).put("ms", each.milliseconds());
            json.put("memory_bytes", each.usage().memoryBytes()).end();
          }
          json.endList();
        });
  }

  private Predicate<JobStory> wanted() {
    Predicate<JobStory> wanted = each -> each.state() != State.HALVED;
    String node = query.text("node");
    if (!node.isEmpty()) {
      wanted =
          wanted.and(
              each -> insight.nodeOf(each.id()).filter(own -> own.id().equals(node)).isPresent());
    }
    String task = query.text("task");
    if (!task.isEmpty()) {
      wanted = wanted.and(each -> insight.summary().taskOf(each.id()).equals(task));
    }
    String state = query.text("state");
    if (!state.isEmpty()) {
      wanted = wanted.and(each -> word(each.state()).equals(state));
    }
    String group = query.text("group");
    if (!group.isEmpty()) {
      wanted = wanted.and(each -> isOf(group, each));
    }
    String host = query.text("host");
    if (!host.isEmpty()) {
      wanted = wanted.and(each -> host(each).equals(host));
    }
    String part = query.text("id");
    return part.isEmpty() ? wanted : wanted.and(each -> each.id().contains(part));
  }

  private static boolean isOf(String group, JobStory job) {
    return job.state() == State.FAILED
        && last(job)
            .map(Event.Failed::cause)
            .filter(
                cause ->
                    Rows.group(cause.reason().word(), cause.sign(), cause.line()).equals(group))
            .isPresent();
  }

  private static Optional<Event.Failed> last(JobStory job) {
    List<Event.Failed> failures = job.failures();
    return failures.isEmpty() ? Optional.empty() : Optional.of(failures.get(failures.size() - 1));
  }

  /** Where it last ran, as far as that is known. */
  private static String host(JobStory job) {
    return job.host().isEmpty() ? last(job).map(Event.Failed::host).orElse("") : job.host();
  }

  /** A state as everything of hdw calls it. */
  static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
