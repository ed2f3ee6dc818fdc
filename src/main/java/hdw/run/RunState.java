package hdw.run;

import hdw.plan.Cuts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a journal adds up to: the state of the run and of every job that it mentions. */
public final class RunState {
  private final JobTable jobs = new JobTable();
  private final JobTable others = new JobTable();
  private final Map<String, Set<String>> cuts = new LinkedHashMap<>();
  private final Map<String, Event.Paused> paused = new LinkedHashMap<>();
  private final Set<String> wentOn = new LinkedHashSet<>();
  private final Map<List<String>, Event.Covered> covered = new LinkedHashMap<>();
  private final Map<String, Event.Measured> measured = new LinkedHashMap<>();
  private final Map<String, Event.Measured> measuredBefore = new LinkedHashMap<>();
  private final Map<String, Event.Submitted> submissions = new LinkedHashMap<>();
  private final Aheads aheads = new Aheads();
  private final List<Integer> damagedLines = new ArrayList<>();
  private List<String> firstLook = List.of();
  private String lastToken = "";
  private Optional<Event.Opened> opened = Optional.empty();
  private Optional<String> closed = Optional.empty();
  private Optional<Instant> begun = Optional.empty();
  private Instant takenUp = Instant.EPOCH;
  private long lastSecond;
  private int lastNano;
  private int lines;

  /** The fold of a journal; a damaged line is noted and passed over. */
  public static RunState read(Path journal) throws IOException {
    return read(journal, false);
  }

  /**
   * The fold of a journal but for what results were made from and what they measured: enough to see
   * where a run stands, in half the time. The records and metrics of its jobs are empty.
   */
  static RunState glance(Path journal) throws IOException {
    return read(journal, true);
  }

  /**
   * The glance at one job, and at all that is of no job: other jobs are as if there were none, so
   * that it takes no memory for them.
   */
  static RunState glanceAt(Path journal, String job) throws IOException {
    var state = new RunState();
    JournalReader.read(journal, true, block -> state.add(block, job));
    return state;
  }

  private static RunState read(Path journal, boolean glances) throws IOException {
    var state = new RunState();
    JournalReader.read(journal, glances, state::add);
    return state;
  }

  /** Adds the next lines of the journal. */
  private void add(JournalBlock block) {
    var unused = jobs.guess(block);
    for (JournalLine each : block.lines()) {
      if (each instanceof JobLine line) {
        add(line, block.bytes());
      } else if (each instanceof EventReader.Line line) {
        add(line);
      }
    }
    passed(block);
  }

  private void add(JournalBlock block, String job) {
    for (JournalLine each : block.lines()) {
      if (each instanceof JobLine line && line.isOf(job, block.bytes())) {
        add(line, block.bytes());
      } else if (each instanceof EventReader.Line line && !isOfAnother(line, job)) {
        add(line);
      }
    }
    passed(block);
  }

  private static boolean isOfAnother(EventReader.Line line, String job) {
    return line.event()
        .filter(each -> each instanceof Event.OfJob ofJob && !ofJob.job().equals(job))
        .isPresent();
  }

  /** Notes which of the next lines of the journal cannot be read. */
  void passed(JournalBlock block) {
    block.damaged().forEach(each -> damagedLines.add(lines + each));
    lines += block.newlines();
  }

  /** Adds what a line of the journal says. */
  void add(EventReader.Line line) {
    Instant time = line.time().or(this::lastEvent).orElse(Instant.EPOCH);
    line.event().ifPresent(event -> fold(event, time));
    line.time().ifPresent(this::happened);
  }

  /** Adds what a line of the journal says of a job; gives its story. */
  JobStory add(JobLine line, byte[] block) {
    JobStory story = jobs.make(line, block);
    story.apply(line);
    if (line.kind == JobLine.Kind.STARTED && !line.word.isEmpty()) {
      lastToken = line.word;
    }
    happened(line.second, line.nano);
    return story;
  }

  private void happened(Instant time) {
    happened(time.getEpochSecond(), time.getNano());
  }

  private void happened(long second, int nano) {
    lastSecond = second;
    lastNano = nano;
    if (begun.isEmpty()) {
      begun = Optional.of(Instant.ofEpochSecond(second, nano));
    }
  }

  /** Adds what one event says that was written down at a time. */
  public void apply(Event event, Instant time) {
    fold(event, time);
    happened(time);
  }

  /** Adds what no journal says, as far as jobs go: it is no event of the run's. */
  void see(Event.OfJob event, Instant time) {
    jobs.make(event.job()).apply(event, time);
  }

  private void fold(Event event, Instant time) {
    if (event instanceof Event.OfJob ofJob) {
      jobs.make(ofJob.job()).apply(ofJob, time);
      if (event instanceof Event.Started started && !started.submission().isEmpty()) {
        lastToken = started.submission();
      }
    } else if (event instanceof Event.Submitted submitted) {
      submissions.put(submitted.token(), submitted);
    } else if (event instanceof Event.Ahead ahead) {
      aheads.apply(ahead);
    } else if (event instanceof Event.Remembered found) {
      others.make(found.job()).remember(found);
    } else if (event instanceof Event.Opened found) {
      opened = Optional.of(found);
      takenUp = time;
      closed = Optional.empty();
      covered.clear();
      aheads.opened();
      jobs.all().forEach(JobStory::reopened);
    } else if (event instanceof Event.Closed found) {
      closed = Optional.of(found.state());
    } else if (event instanceof Event.Cut cut) {
      cuts.computeIfAbsent(cut.node(), node -> new LinkedHashSet<>()).add(cut.chunk());
    } else if (event instanceof Event.Paused found) {
      paused.put(found.name(), found);
      wentOn.remove(found.name());
    } else if (event instanceof Event.WentOn found) {
      paused.remove(found.name());
      wentOn.add(found.name());
    } else if (event instanceof Event.Measured found) {
      (found.run().isEmpty() ? measured : measuredBefore).put(found.task(), found);
    } else if (event instanceof Event.FirstLook found) {
      firstLook = found.tasks();
    } else if (event instanceof Event.Covered found) {
      covered.put(List.of(found.node(), found.sample()), found);
    }
  }

  /** The jobs that the journal mentions, in the order in which it first does. */
  public List<JobStory> jobs() {
    return jobs.all();
  }

  /** The story of the job of a line. */
  Optional<JobStory> job(JobLine line, byte[] block) {
    return jobs.find(line, block);
  }

  /** The story of a job. */
  public Optional<JobStory> job(String id) {
    return jobs.find(id);
  }

  /** The jobs that are none of this run, but have a result of an earlier one. */
  List<JobStory> others() {
    return others.all();
  }

  /** The story of a job, be it of this run or one that only has a result of an earlier one. */
  Optional<JobStory> known(String id) {
    Optional<JobStory> own = jobs.find(id);
    return own.isPresent() ? own : others.find(id);
  }

  /** What batch systems took, by token, in order. */
  public Map<String, Event.Submitted> submissions() {
    return Collections.unmodifiableMap(submissions);
  }

  /** What was submitted ahead. */
  Aheads aheads() {
    return aheads;
  }

  /** The token of the last submission that was to be made; empty where none was. */
  String lastToken() {
    return lastToken;
  }

  /** The chunks whose halves take their place. */
  public Cuts cuts() {
    return new Cuts(cuts);
  }

  /**
   * The nodes and tasks of which no more jobs are started, by name, in the order of their pauses.
   */
  public Map<String, Event.Paused> paused() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(paused));
  }

  /** What people let go on past a pause. */
  public Set<String> wentOn() {
    return Set.copyOf(wentOn);
  }

  /** What became of each node's files, as far as it was told since the run was last taken up. */
  public List<Event.Covered> covered() {
    return List.copyOf(covered.values());
  }

  /**
   * How fast the jobs of tasks were, for the run after this one. What a run measured itself counts
   * when it is done: one that goes on is planned by what it was planned by at first.
   */
  public Map<String, Event.Measured> measured() {
    Map<String, Event.Measured> all = new LinkedHashMap<>(measuredBefore);
    if (closed.equals(Optional.of("done"))) {
      all.putAll(measured);
    }
    return all;
  }

  /** How fast they were before this run: what it was planned by. */
  Map<String, Event.Measured> measuredBefore() {
    return Collections.unmodifiableMap(measuredBefore);
  }

  /**
   * The tasks whose jobs this run measures and does nothing else, so that another run can do the
   * whole; empty for all other runs.
   */
  public List<String> firstLook() {
    return firstLook;
  }

  /** Who drives, or last drove, the run. */
  public Optional<Event.Opened> opened() {
    return opened;
  }

  /** When that driver took it up; the epoch where none did. */
  public Instant takenUp() {
    return takenUp;
  }

  /** How the last driver left; nothing while one is at work, or where it left without a word. */
  public Optional<String> closed() {
    return closed;
  }

  /** When the run began. */
  public Optional<Instant> begun() {
    return begun;
  }

  /** When something last happened. */
  public Optional<Instant> lastEvent() {
    return begun.map(first -> Instant.ofEpochSecond(lastSecond, lastNano));
  }

  /** The numbers of the lines that could not be read, from 1. */
  public List<Integer> damagedLines() {
    return List.copyOf(damagedLines);
  }
}
