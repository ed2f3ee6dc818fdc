package hdw.dashboard;

import hdw.insight.Insight;
import hdw.run.RunFolder;
import java.io.IOException;
import java.util.Optional;

/** Which run is shown: one may come later than the page, and one may follow another. */
public final class RunChoice {
  /** Finds a run; nothing where there is none yet. */
  @FunctionalInterface
  public interface Finder {
    /** Finds it. */
    Optional<RunFolder> find() throws IOException;
  }

  private final Finder finder;
  private final boolean named;

  private RunChoice(Finder finder, boolean named) {
    this.finder = finder;
    this.named = named;
  }

  /** The run that a person named; of a first look, what follows it. */
  public static RunChoice named(RunFolder run) {
    return new RunChoice(() -> Optional.of(run), true);
  }

  /** The latest run, and when that is over the one that comes after it. */
  public static RunChoice latest(Finder finder) {
    return new RunChoice(finder, false);
  }

  /** The run to show now. */
  Optional<RunFolder> choose(Optional<Insight> shown) throws IOException {
    if (shown.isEmpty()) {
      return finder.find();
    }
    Insight insight = shown.get();
    if (!insight.state().firstLook().isEmpty() && insight.summary().next().isPresent()) {
      return insight.summary().next();
    }
    if (named || insight.summary().runState().equals("running")) {
      return Optional.of(insight.folder());
    }
    Optional<RunFolder> latest = finder.find();
    return latest.isPresent() ? latest : Optional.of(insight.folder());
  }
}
