package hdw.insight;

import hdw.insight.AttemptRecord.Outcome;
import hdw.insight.Attempts.End;
import hdw.run.Event;
import hdw.run.FollowedJournal;
import hdw.run.JobStory;
import hdw.run.RunFolder;
import hdw.run.RunState;
import hdw.run.RunSummary;
import hdw.run.Usage;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is to be seen of a run: its plan, the fold of its journal, and its attempts and times,
 * which were counted on the way. {@link #refresh} takes in what has been added to the journal.
 *
 * <p>Not for several threads at a time.
 */
public final class Insight {
  private final RunFolder folder;
  private final Map<String, PlannedNode> nodes = new LinkedHashMap<>();
  private final History history = new History();
  private final TimeLine timeLine = new TimeLine();
  private final FollowedJournal journal;
  private final RunSummary summary;

  private Insight(RunFolder folder) throws IOException {
    this.folder = folder;
    PlannedNode.of(folder).forEach(each -> nodes.put(each.id(), each));
    journal = new FollowedJournal(folder.journal(), this::happened);
    summary = RunSummary.of(folder, journal.state());
  }

  /** Reads all that a run's folder has so far. */
  public static Insight of(RunFolder folder) throws IOException {
    var insight = new Insight(folder);
    var unused = insight.refresh();
    return insight;
  }

  /** Reads what has been added since; says whether anything was. */
  public boolean refresh() throws IOException {
    return journal.more();
  }

  private void happened(
      Event event, Instant at, Optional<JobStory> job, Optional<JobStory.State> before) {
    if (event instanceof Event.Opened opened) {
      history.opened(opened.host());
      recount(at);
    }
    if (job.isPresent()) {
      JobStory story = job.get();
      if (before.isEmpty() || before.get() != story.state()) {
        timeLine.move(before, story.state(), at);
      }
      note(event, story, at);
    }
  }

  private void note(Event event, JobStory story, Instant at) {
    if (event instanceof Event.Started started) {
      history.started(started, story, nodeOf(story), at);
    } else if (event instanceof Event.Began began) {
      history.began(began, story, at);
    } else if (event instanceof Event.Requeued || event instanceof Event.Held) {
      history.left(story);
    } else if (event instanceof Event.Done done) {
      history.ended(story, nodeOf(story), new End(Outcome.DONE, at, "", "", done.usage()));
    } else if (event instanceof Event.Failed failed) {
      String reason = failed.cause().reason().word();
      var end = new End(Outcome.FAILED, at, failed.host(), reason, failed.usage());
      history.ended(story, nodeOf(story), end);
    } else if (event instanceof Event.Lost) {
      history.ended(story, nodeOf(story), new End(Outcome.LOST, at, "", "", Usage.of(0)));
    }
  }

  /** A driver that takes a run up forgets what kept jobs from running. */
  private void recount(Instant at) {
    Map<JobStory.State, Integer> counts = new EnumMap<>(JobStory.State.class);
    state().jobs().forEach(each -> counts.merge(each.state(), 1, Integer::sum));
    timeLine.recount(counts, at);
  }

  /** The run's folder. */
  public RunFolder folder() {
    return folder;
  }

  /**
   * The plan's nodes with their jobs counted, failures by cause, and what else can be summed up.
   */
  public RunSummary summary() {
    return summary;
  }

  /** The fold of the journal. */
  public RunState state() {
    return journal.state();
  }

  /** The nodes in plan order. */
  public Collection<PlannedNode> nodes() {
    return Collections.unmodifiableCollection(nodes.values());
  }

  /** The node of a job: its own id, or all of it but the chunk. */
  public Optional<PlannedNode> nodeOf(String job) {
    int slash = job.lastIndexOf('/');
    return Optional.ofNullable(nodes.get(job))
        .or(() -> Optional.ofNullable(slash < 0 ? null : nodes.get(job.substring(0, slash))));
  }

  /** The node of a job. */
  private Optional<PlannedNode> nodeOf(JobStory job) {
    return Optional.ofNullable(nodes.get(summary.idOfNode(job)));
  }

  /** The attempts of this run that are over, in the order of their ends; a view that grows. */
  public List<AttemptRecord> attempts() {
    return Collections.unmodifiableList(history.over());
  }

  /** Those of one job. */
  public List<AttemptRecord> attempts(JobStory job) {
    return history.over().of(job);
  }

  /** How many attempts run on each machine now, as far as it is known where, by name. */
  public Map<String, Integer> running() {
    return history.running();
  }

  /** How many jobs were where at what time. */
  public TimeLine timeLine() {
    return timeLine;
  }
}
