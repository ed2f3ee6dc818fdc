package hdw.executor.dask;

import hdw.executor.AttemptKey;
import hdw.executor.Ending;
import java.time.Instant;
import java.util.Optional;

/** A worker of a crew: a batch job, and in it a process of {@code distributed}. */
final class Worker {
  /** How far it has come. */
  enum Stage {
    /** Its batch job waits. */
    QUEUED,
    /** Its batch job has begun. */
    STARTED,
    /** It takes jobs. */
    JOINED,
    /** It takes none any more. */
    GONE
  }

  private final AttemptKey key;
  private final int index;
  private final Size size;
  private Stage stage = Stage.QUEUED;
  private String id = "";
  private String host = "";
  private boolean asked;
  private boolean useful;
  private int jobs;
  private Instant idleSince;
  private Optional<Ending> end = Optional.empty();
  private Instant endedAt = Instant.MAX;

  Worker(AttemptKey key, int index, Size size, Instant now) {
    this.key = key;
    this.index = index;
    this.size = size;
    this.idleSince = now;
  }

  /** As the batch system knows it. */
  AttemptKey key() {
    return key;
  }

  /** Its place in the crew, from 1; another one takes it when this one is over. */
  int index() {
    return index;
  }

  Size size() {
    return size;
  }

  /** As {@code distributed} knows it: its place, and in which submission it came. */
  String name() {
    return index + "." + key.attempt();
  }

  /** As people can find it in their batch system. */
  String title() {
    return "worker "
        + name()
        + (id.isEmpty() ? "" : " (" + id + (host.isEmpty() ? "" : " on " + host) + ")");
  }

  Stage stage() {
    return stage;
  }

  void queuedAs(String batchId) {
    id = batchId;
  }

  void started(String machine) {
    host = machine;
    stage = stage == Stage.QUEUED ? Stage.STARTED : stage;
  }

  void joined(String machine, Instant now) {
    host = machine;
    idleSince = now;
    stage = Stage.JOINED;
  }

  /** It takes no jobs any more, whether its batch job still runs or not. */
  void gone() {
    stage = Stage.GONE;
    jobs = 0;
  }

  /** It is to leave: its end is no failure. */
  void ask() {
    asked = true;
  }

  boolean isAsked() {
    return asked;
  }

  void jobBegan() {
    useful = true;
    jobs++;
  }

  void jobEnded(Instant now) {
    jobs = Math.max(0, jobs - 1);
    idleSince = now;
  }

  /** Whether a job ever began on it. */
  boolean isUseful() {
    return useful;
  }

  /** Since when it waits, for jobs or in the queue; nothing where it does something. */
  Optional<Instant> idleSince() {
    boolean waits = stage == Stage.QUEUED || stage == Stage.JOINED && jobs == 0;
    return waits ? Optional.of(idleSince) : Optional.empty();
  }

  /** Its batch job is over. */
  void over(Ending ending, Instant now) {
    end = Optional.of(ending);
    endedAt = endedAt.isAfter(now) ? now : endedAt;
    gone();
  }

  /** How its batch job ended; nothing while the batch system has not said so. */
  Optional<Ending> end() {
    return end;
  }

  /** Whether its batch job was over by then. */
  boolean wasOverAt(Instant time) {
    return !endedAt.isAfter(time);
  }

  /** Whether it takes jobs, or will. */
  boolean isWanted() {
    return !asked && stage != Stage.GONE;
  }
}
