package hdw.sim;

import hdw.executor.Acceptance;
import hdw.executor.AttemptKey;
import hdw.executor.Batch;
import hdw.executor.BatchSystem;
import hdw.executor.Happening;
import hdw.executor.RefusedException;
import hdw.executor.Submission;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A batch system as one driver sees it: a cluster behind some weather.
 *
 * <p>It keeps what {@link BatchSystem} promises: what it says of where an attempt stands is true,
 * and news of one attempt are in order. All else may go wrong.
 */
final class SimulatedSystem implements BatchSystem {
  private static final Comparator<AttemptKey> IN_ORDER =
      Comparator.comparing(AttemptKey::job).thenComparing(AttemptKey::attempt);
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

  private final Cluster cluster;
  private final Weather weather;
  private final Acceptance acceptance;
  private final Life life;
  private final Set<String> refused;
  private final boolean forgets;
  private long told;
  private long silentUntil;
  private long lookedAt;
  private boolean missed;

  /**
   * A driver's view.
   *
   * @param acceptance how it takes jobs
   * @param shared what all drivers of the cluster share
   */
  SimulatedSystem(
      Cluster cluster, Weather weather, Acceptance acceptance, Life life, Shared shared) {
    this.cluster = cluster;
    this.weather = weather;
    this.acceptance = acceptance;
    this.life = life;
    this.refused = shared.refused();
    this.forgets = shared.forgets();
    this.lookedAt = life.time().now();
  }

  /**
   * What all drivers of a cluster share.
   *
   * @param refused the jobs that were refused once: they are taken the next time
   * @param forgets whether what was told is never told again
   */
  record Shared(Set<String> refused, boolean forgets) {
    /** Of a history. */
    static Shared remembering() {
      return new Shared(new HashSet<>(), false);
    }

    /** Of a run that may be large. */
    static Shared forgetting() {
      return new Shared(new HashSet<>(), true);
    }
  }

  @Override
  public String name() {
    return "Simulation";
  }

  @Override
  public Acceptance acceptance() {
    return acceptance;
  }

  /** Each question may meet silence. */
  private void reach() throws IOException {
    life.step();
    long now = life.time().now();
    double minutes = (now - lookedAt) / 60_000.0;
    lookedAt = now;
    if (weather.strikes(weather.silences() * minutes)) {
      silentUntil = now + weather.upTo(LONGEST_SILENCE).toMillis();
    }
    if (now < silentUntil) {
      throw new IOException("nobody answers");
    }
  }

  @Override
  public String submit(Submission submission) throws IOException, RefusedException {
    reach();
    List<Batch.Item> items = submission.batch().items();
    if (weather.strikes(weather.refused()) && refusesFirst(items)) {
      throw new RefusedException("this is not taken today");
    }
    boolean answered = !weather.strikes(weather.unanswered());
    List<Batch.Item> taken = answered ? items : part(items);
    try {
      takeTime();
      life.step();
    } catch (Killed dead) {
      cluster.take(submission, part(items)); // the program that submits outlives the driver
      throw dead;
    }
    String id = taken.isEmpty() ? "" : cluster.take(submission, taken);
    life.step();
    if (!answered) {
      throw new IOException("the answer was lost");
    }
    return id;
  }

  private void takeTime() {
    long until = life.time().now() + weather.upTo(weather.slow()).toMillis();
    while (life.time().now() < until) {
      life.time().sleep(until);
    }
  }

  private boolean refusesFirst(List<Batch.Item> items) {
    boolean first = items.stream().noneMatch(each -> refused.contains(each.id()));
    if (first) {
      items.forEach(each -> refused.add(each.id()));
    }
    return first;
  }

  /** All, none, or the first ones. */
  private List<Batch.Item> part(List<Batch.Item> items) {
    return switch (weather.random().nextInt(3)) {
      case 0 -> items;
      case 1 -> List.of();
      default -> items.subList(0, weather.random().nextInt(items.size() + 1));
    };
  }

  @Override
  public List<Happening> news() throws IOException {
    reach();
    if (weather.strikes(weather.again())) {
      told = weather.random().nextBoolean() ? 0 : (long) (told * weather.random().nextDouble());
    }
    long until = life.time().now() - weather.lag().toMillis();
    List<Happening> all = cluster.log().read(told, until);
    told += all.size();
    if (forgets) {
      cluster.log().forget(told);
      return all;
    }
    var news = new ArrayList<Happening>();
    for (Happening each : all) {
      if (!weather.strikes(weather.lost())) {
        news.add(each);
      } else {
        missed |= weather.strikes(weather.admitted());
      }
    }
    return weather.shuffled(news);
  }

  @Override
  public boolean mayHaveMissed() {
    boolean some = missed;
    missed = false;
    return some;
  }

  @Override
  public List<Happening> whereabouts(Collection<AttemptKey> attempts) throws IOException {
    reach();
    return (forgets ? attempts.stream() : attempts.stream().sorted(IN_ORDER))
        .map(each -> cluster.whereabouts(each).orElse(new Happening.Vanished(each)))
        .toList();
  }

  @Override
  public Set<AttemptKey> present() throws IOException {
    reach();
    return new LinkedHashSet<>(cluster.present());
  }

  @Override
  public void remove(Collection<AttemptKey> attempts, String because) throws IOException {
    reach();
    cluster.remove(attempts.stream().sorted(IN_ORDER).toList());
    life.step();
    if (weather.strikes(weather.unanswered())) {
      throw new IOException("the answer was lost");
    }
  }

  @Override
  public int removeAll(String because) throws IOException {
    List<AttemptKey> all = List.copyOf(present());
    cluster.remove(all);
    return all.size();
  }

  @Override
  public Optional<String> whyWaiting(AttemptKey attempt) {
    return Optional.empty();
  }

  @Override
  public void close() {
    // the cluster stays
  }
}
