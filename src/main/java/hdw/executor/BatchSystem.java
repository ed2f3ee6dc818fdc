package hdw.executor;

import hdw.executor.slurm.AheadQueue;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A batch system, as the driver of one run sees it.
 *
 * <p>Every method may be called from any thread, and may take as long as the system takes to
 * answer. An {@link IOException} says that the system cannot be reached or is out of sorts now, in
 * words for people: nothing is known then, and the same may work later.
 */
public interface BatchSystem extends AutoCloseable {
  /** Its name as people write it, such as {@code HTCondor}. */
  String name();

  /** How it takes jobs. */
  default Acceptance acceptance() {
    return Acceptance.USUAL;
  }

  /**
   * Submits jobs. Where it ends with an {@link IOException}, they may be in the queue all the same:
   * {@link #whereabouts} tells.
   *
   * @return how the system names the submission to people, such as {@code 4137}
   * @throws RefusedException where nothing was submitted and trying again would not help
   */
  String submit(Submission submission) throws IOException, RefusedException;

  /**
   * Where jobs can wait for one another in the queue; nothing where the system has no such thing.
   */
  default Optional<AheadQueue> ahead() {
    return Optional.empty();
  }

  /** What the system warned of as jobs were submitted so far, each line once. */
  default List<String> warnings() {
    return List.of();
  }

  /** What people are to read once, line by line, since this was last asked. */
  default List<String> told() {
    return List.of();
  }

  /** Whether its jobs end with the driver of their run, as nothing goes on without that. */
  default boolean endsWithDriver() {
    return false;
  }

  /** What happened since this was last asked, in order; from the very beginning the first time. */
  List<Happening> news() throws IOException;

  /**
   * Whether, since this was last asked, something befell what the news come from, so that some of
   * them may never be told: {@link #whereabouts} tells.
   */
  default boolean mayHaveMissed() {
    return false;
  }

  /**
   * Where attempts stand, from everything that the system remembers: for attempts that an earlier
   * driver submitted, and as a slow cross-check.
   *
   * @return one for each attempt; {@link Happening.Vanished} only where all that may know was asked
   */
  List<Happening> whereabouts(Collection<AttemptKey> attempts) throws IOException;

  /** The attempts of this run that are in the queue now, whoever submitted them. */
  Set<AttemptKey> present() throws IOException;

  /** Takes attempts out of the queue, and ends those that run; unknown ones are passed over. */
  void remove(Collection<AttemptKey> attempts, String because) throws IOException;

  /**
   * The same for all attempts of this run, those included of which no driver knows.
   *
   * @return how many there were
   */
  int removeAll(String because) throws IOException;

  /** Why an attempt that is in the queue does not start, in the system's own words. */
  Optional<String> whyWaiting(AttemptKey attempt) throws IOException;

  @Override
  void close() throws IOException;
}
