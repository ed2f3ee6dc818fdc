package hdw.executor.dask;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lets the number of workers follow the work: between the least and the most that are wanted. */
final class Scaling {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /** After so long what kept workers from coming may be mended. */
  private static final Duration GRUDGE = Duration.ofSeconds(30);

  private final ClusterWish wish;
  private final Crew crew;
  private final Backlog backlog;
  private final Scheduling scheduling;
  private Instant next = Instant.EPOCH;
  private Instant lastRefusal = Instant.EPOCH;

  Scaling(ClusterWish wish, Crew crew, Backlog backlog, Scheduling scheduling) {
    this.wish = wish;
    this.crew = crew;
    this.backlog = backlog;
    this.scheduling = scheduling;
  }

  /** Brings workers that are missing, and lets those go that have nothing to do. */
  void look(Instant now) throws IOException {
    if (now.isBefore(next) || !scheduling.isAlive() || wish.address().isPresent()) {
      return;
    }
    next = now.plus(BETWEEN_LOOKS);
    Set<Size> sizes = new LinkedHashSet<>(backlog.sizes());
    if (wish.least() > 0) {
      sizes.add(Size.usual(wish));
    }
    scheduling.know(sizes);
    for (Size each : sizes) {
      dismiss(each, now);
    }
    makeRoom();
    for (Size each : sizes) {
      if (crew.hopeless(each).isEmpty()) {
        crew.bring(each, Math.min(wanted(each) - crew.count(each), room()), now);
      }
    }
  }

  private int wanted(Size size) {
    int least = size.equals(Size.usual(wish)) ? wish.least() : 0;
    return Math.max(backlog.workers(size), least);
  }

  private int room() {
    return wish.most() - (int) crew.wanted().count();
  }

  /** Where jobs of another size find no room, those without work go at once. */
  private void dismiss(Size size, Instant now) {
    int superfluous = crew.count(size) - wanted(size);
    boolean hurry = room() <= 0 && backlog.sizes().stream().anyMatch(this::isWithout);
    List<Worker> idle =
        crew.wanted()
            .filter(each -> each.size().equals(size))
            .filter(each -> hasWaitedEnough(each, hurry, now))
            .limit(Math.max(0, superfluous))
            .toList();
    List<Worker> unborn =
        idle.stream().filter(each -> each.stage() == Worker.Stage.QUEUED).toList();
    if (!unborn.isEmpty()) {
      crew.remove(unborn, "there is no work for it any more");
    }
    retire(idle.stream().filter(each -> each.stage() == Worker.Stage.JOINED).toList());
  }

  private void retire(List<Worker> leaving) {
    if (!leaving.isEmpty()) {
      leaving.forEach(Worker::ask);
      scheduling.tell(new Order.Retire(leaving.stream().map(Worker::name).toList()));
    }
  }

  /** Where all are busy and jobs of another size have no worker, one gives way after its jobs. */
  private void makeRoom() {
    boolean isNeeded = backlog.sizes().stream().anyMatch(this::isWithout);
    if (isNeeded && room() <= 0 && crew.areAllStaying()) {
      crew.wanted()
          .filter(each -> each.stage() == Worker.Stage.JOINED && crew.count(each.size()) > 1)
          .findFirst()
          .ifPresent(each -> retire(List.of(each)));
    }
  }

  private boolean isWithout(Size size) {
    return backlog.workers(size) > 0 && crew.count(size) == 0;
  }

  private boolean hasWaitedEnough(Worker worker, boolean hurry, Instant now) {
    Duration enough = hurry ? Duration.ZERO : Duration.ofSeconds(wish.idle().seconds());
    return worker.idleSince().filter(each -> !now.isBefore(each.plus(enough))).isPresent();
  }

  /** Why no worker of a size comes; after a while it is tried again. */
  Optional<String> refusal(Size size, Instant now) {
    Optional<String> why = crew.hopeless(size);
    if (why.isPresent() && now.isAfter(lastRefusal.plus(GRUDGE))) {
      lastRefusal = now;
      crew.forgetFailures(size);
      return Optional.empty();
    }
    return why;
  }
}
