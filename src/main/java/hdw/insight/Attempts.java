package hdw.insight;

import hdw.insight.AttemptRecord.Outcome;
import hdw.insight.PlannedNode.Asked;
import hdw.run.JobStory;
import hdw.run.Usage;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Attempts that are over, in the order of their ends, as columns: a million of them as objects
 * would be three times as large. Each is made anew when it is asked for.
 */
final class Attempts extends AbstractList<AttemptRecord> {
  private static final int PAGE = 1 << 12;
  private static final int NEVER = -1;
  private static final long UNKNOWN = -1;

  /** So many attempts, column by column: what grows by pages is never copied. */
  private static final class Page {
    private final JobStory[] jobs = new JobStory[PAGE];
    private final PlannedNode[] nodes = new PlannedNode[PAGE];
    private final Asked[] asked = new Asked[PAGE];
    private final String[] hosts = new String[PAGE];
    private final String[] reasons = new String[PAGE];
    private final int[] numbers = new int[PAGE];
    private final Outcome[] outcomes = new Outcome[PAGE];
    private final Times submitted = new Times();
    private final Times began = new Times();
    private final Times ended = new Times();
    private final long[] milliseconds = new long[PAGE];
    private final long[] memory = new long[PAGE];
  }

  /** Instants. */
  private static final class Times {
    private final long[] seconds = new long[PAGE];
    private final int[] nanos = new int[PAGE];

    private void set(int row, Instant time) {
      seconds[row] = time.getEpochSecond();
      nanos[row] = time.getNano();
    }

    private Instant get(int row) {
      return Instant.ofEpochSecond(seconds[row], nanos[row]);
    }
  }

  /** An attempt that is not over. */
  record Open(int attempt, Asked asked, Instant submitted, Optional<Instant> began, String host) {
    Open began(Instant at, String where) {
      return new Open(attempt, asked, submitted, Optional.of(at), where);
    }

    Open queued() {
      return new Open(attempt, asked, submitted, Optional.empty(), "");
    }
  }

  /**
   * How an attempt ended.
   *
   * @param host where it did; empty where nobody says more than was known
   * @param reason why it failed; empty where it did not
   */
  record End(Outcome outcome, Instant at, String host, String reason, Usage usage) {}

  private final List<Page> pages = new ArrayList<>();
  private int size;

  /** One more is over. */
  void add(JobStory job, Optional<PlannedNode> node, Open attempt, End end) {
    if (size == pages.size() * PAGE) {
      pages.add(new Page());
    }
    Page page = pages.get(size / PAGE);
    int row = size % PAGE;
    page.jobs[row] = job;
    page.nodes[row] = node.orElse(null);
    page.asked[row] = attempt.asked();
    page.hosts[row] = end.host().isEmpty() ? attempt.host() : end.host();
    page.reasons[row] = end.reason();
    page.numbers[row] = attempt.attempt();
    page.outcomes[row] = end.outcome();
    page.submitted.set(row, attempt.submitted());
    page.began.nanos[row] = NEVER;
    attempt.began().ifPresent(each -> page.began.set(row, each));
    page.ended.set(row, end.at());
    page.milliseconds[row] = end.usage().milliseconds();
    page.memory[row] = end.usage().memoryBytes().orElse(UNKNOWN);
    size++;
  }

  @Override
  public AttemptRecord get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    Page page = pages.get(index / PAGE);
    int row = index % PAGE;
    PlannedNode node = page.nodes[row];
    return new AttemptRecord(
        page.jobs[row].id(),
        node == null ? "" : node.id(),
        node == null ? "" : node.task(),
        page.numbers[row],
        page.asked[row],
        page.submitted.get(row),
        page.began.nanos[row] == NEVER ? Optional.empty() : Optional.of(page.began.get(row)),
        page.ended.get(row),
        page.hosts[row],
        page.outcomes[row],
        page.reasons[row],
        usage(page, row));
  }

  private static Usage usage(Page page, int row) {
    long memory = page.memory[row];
    return new Usage(
        page.milliseconds[row],
        memory == UNKNOWN ? Optional.empty() : Optional.of(memory),
        Map.of());
  }

  /** Those of one job. */
  List<AttemptRecord> of(JobStory job) {
    var found = new ArrayList<AttemptRecord>();
    for (int i = 0; i < size; i++) {
      if (pages.get(i / PAGE).jobs[i % PAGE].equals(job)) {
        found.add(get(i));
      }
    }
    return found;
  }

  @Override
  public int size() {
    return size;
  }
}
