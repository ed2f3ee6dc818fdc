package hdw.executor.slurm;

import hdw.executor.AttemptKey;
import hdw.executor.Ending;
import hdw.executor.Happening;
import hdw.executor.JobMarks;
import hdw.executor.slurm.Following.Task;
import hdw.rules.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What became of attempts that slurmctld shows no more: it forgets jobs some minutes after their
 * end, at some sites after seconds, and those that were cancelled as they waited at once.
 *
 * <p>First the job's own marks are read, then the accounting is asked. Where both are silent for a
 * minute, an attempt that began is lost with its node, one whose array is still known was
 * cancelled, and any other one was lost by slurmctld.
 */
final class Departed {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(5);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
  private static final String LONG_AGO = "now-30days";
  private static final String CANCELLED = "it was cancelled while it waited in the queue";

  private final Path run;
  private final Slurm slurm;
  private final Items items;
  private final Configuration configuration;
  private final Endings endings;
  private final PartTable parts;
  private final Map<AttemptKey, Instant> since = new HashMap<>();
  private Instant nextQuestion = Instant.EPOCH;

  /** What the cluster says of itself, as soon as it says anything. */
  interface Configuration {
    ClusterConfig get() throws IOException;
  }

  Departed(Path run, Slurm slurm, Items items, Configuration configuration) {
    this.run = run;
    this.slurm = slurm;
    this.items = items;
    this.configuration = configuration;
    this.endings = new Endings(run);
    this.parts = new PartTable(run);
  }

  /**
   * Attempts that are not in the queue.
   *
   * @param sought those of which something has to be known now
   * @param tasks what Slurm called those that were there
   * @param rows what is in the queue
   */
  record Missed(
      Set<AttemptKey> gone,
      Set<AttemptKey> sought,
      Map<AttemptKey, Task> tasks,
      List<JobRow> rows) {}

  /**
   * What is known of one.
   *
   * @param id how Slurm called it
   * @param isLost nothing more will be heard of it
   */
  record Fate(
      AttemptKey key,
      Optional<String> id,
      Optional<Happening> began,
      Optional<Ending> ending,
      boolean isLost) {

    private static Fate ended(AttemptKey key, Ending ending) {
      return new Fate(key, Optional.empty(), Optional.empty(), Optional.of(ending), false);
    }

    private static Fate lost(AttemptKey key) {
      return new Fate(key, Optional.empty(), Optional.empty(), Optional.empty(), true);
    }

    private static Fate ofMarks(AttemptKey key, JobMarks marks, Optional<Ending> ending) {
      return new Fate(
          key,
          Optional.of(marks.id()),
          Optional.of(new Happening.Began(key, marks.host(), 0, marks.began())),
          ending,
          false);
    }
  }

  /**
   * What became of them, as far as it is known now.
   *
   * @param removing those that hdw itself told to go
   */
  List<Fate> fates(Missed missed, Set<AttemptKey> removing, Instant now) throws IOException {
    since.keySet().retainAll(missed.gone());
    var fates = new ArrayList<Fate>();
    Map<AttemptKey, Optional<JobMarks>> open = new LinkedHashMap<>();
    for (AttemptKey key : missed.gone()) {
      since.putIfAbsent(key, now);
      Optional<JobMarks> marks = JobMarks.read(run, key);
      if (marks.isPresent() && marks.get().exit().isPresent()) {
        fates.add(Fate.ofMarks(key, marks.get(), Optional.of(endings.ofMarks(key, marks.get()))));
      } else if (marks.isEmpty() && removing.contains(key)) {
        fates.add(Fate.ended(key, Ending.unrun(Verdict.REMOVED, CANCELLED)));
      } else {
        open.put(key, marks);
      }
    }
    if (!open.isEmpty()) {
      Known known = known(open.keySet(), missed, now);
      for (Map.Entry<AttemptKey, Optional<JobMarks>> each : open.entrySet()) {
        fate(each.getKey(), each.getValue(), known, now).ifPresent(fates::add);
      }
    }
    return fates;
  }

  /** A task of an array, by the array's name. */
  private record Place(JobName name, int index) {}

  /**
   * What can be known of attempts that noted no end.
   *
   * @param places where each may stand, in some order
   * @param over what the accounting says of those that are over
   * @param names the arrays of which somebody knows something
   * @param isAll whether the accounting was asked, and answered
   */
  private record Known(
      Map<AttemptKey, List<Place>> places,
      Map<Place, JobRow> over,
      Set<JobName> names,
      boolean isAll) {}

  private Known known(Set<AttemptKey> open, Missed missed, Instant now) throws IOException {
    Map<AttemptKey, List<Place>> places = places(open, missed);
    Map<Place, JobRow> over = new HashMap<>();
    Set<JobName> names = new HashSet<>();
    missed.rows().forEach(row -> names.add(row.name()));
    Optional<List<JobRow>> accounts = accounts(open, places, missed, now);
    for (JobRow row : accounts.orElse(List.of())) {
      names.add(row.name());
      if (row.isOver()) {
        row.ids().all().forEach(each -> over.put(new Place(row.name(), each), row));
      }
    }
    return new Known(places, over, names, accounts.isPresent());
  }

  /** What the accounting says; nothing where it was not asked now, or does not answer. */
  private Optional<List<JobRow>> accounts(
      Set<AttemptKey> open, Map<AttemptKey, List<Place>> places, Missed missed, Instant now)
      throws IOException {
    boolean urgent = open.stream().anyMatch(missed.sought()::contains);
    if (!configuration.get().accounting()) {
      return Optional.of(List.of());
    } else if (!urgent && now.isBefore(nextQuestion)) {
      return Optional.empty();
    }
    nextQuestion = now.plus(BETWEEN_QUESTIONS);
    var names = new LinkedHashSet<JobName>();
    places.values().forEach(some -> some.forEach(each -> names.add(each.name())));
    try {
      return Optional.of(slurm.accounts(names, firstDay()));
    } catch (IOException silent) {
      if (urgent) {
        throw silent;
      }
      return Optional.empty();
    }
  }

  private Map<AttemptKey, List<Place>> places(Set<AttemptKey> open, Missed missed)
      throws IOException {
    Map<AttemptKey, List<Place>> places = new HashMap<>();
    var unseen = new LinkedHashSet<AttemptKey>();
    for (AttemptKey key : open) {
      Task task = missed.tasks().get(key);
      if (task == null) {
        unseen.add(key);
      } else {
        places.put(key, List.of(new Place(task.name(), task.index())));
      }
    }
    for (Map.Entry<AttemptKey, List<Items.Place>> each : items.places(unseen).entrySet()) {
      var all = new ArrayList<Place>();
      for (Items.Place place : each.getValue()) {
        all.add(place(each.getKey(), place));
      }
      places.put(each.getKey(), all);
    }
    return places;
  }

  private Place place(AttemptKey key, Items.Place place) throws IOException {
    int first = parts.first(place.batch(), place.row(), configuration.get().maxArraySize());
    return new Place(new JobName(place.batch(), first, key.token()), place.row() - first);
  }

  /** The day before the run's folder was made: what the accounting has from then on. */
  private String firstDay() {
    try {
      Instant made = Files.getLastModifiedTime(run.resolve("plan.json")).toInstant();
      return TIME.format(made.minus(Duration.ofDays(1)).atZone(ZoneId.systemDefault()));
    } catch (IOException unknown) {
      return LONG_AGO;
    }
  }

  private Optional<Fate> fate(AttemptKey key, Optional<JobMarks> marks, Known known, Instant now)
      throws IOException {
    List<Place> places = known.places().getOrDefault(key, List.of());
    Optional<JobRow> over =
        places.stream().filter(known.over()::containsKey).map(known.over()::get).findFirst();
    if (over.isPresent() && over.get().isWithoutHope()) {
      return Optional.of(Fate.lost(key));
    } else if (over.isPresent()) {
      return Optional.of(Fate.ended(key, endings.of(key, over.get())));
    }
    boolean late = known.isAll() && !now.isBefore(since.get(key).plus(PATIENCE));
    if (marks.isPresent()) {
      Optional<Ending> unseen =
          late ? Optional.of(endings.unseen(key, marks.get())) : Optional.empty();
      return Optional.of(Fate.ofMarks(key, marks.get(), unseen));
    } else if (!late) {
      return Optional.empty();
    }
    boolean cancelled = places.stream().anyMatch(each -> known.names().contains(each.name()));
    return Optional.of(
        cancelled ? Fate.ended(key, Ending.unrun(Verdict.REMOVED, CANCELLED)) : Fate.lost(key));
  }
}
