package hdw.analysis;

import hdw.diagnostic.Source;
import hdw.model.Executor;
import hdw.model.Layout;
import java.util.List;
import java.util.Optional;

/**
 * What the command line sets.
 *
 * @param sets one for each {@code --set}; its text is {@code name=value}
 * @param demands {@code --executor}, {@code --queue}, {@code --memory}, {@code --time}: the
 *     source's name is the option with its dashes, its text the value
 * @param site the name behind {@code --site}
 * @param layout how what is submitted is laid out
 * @param workers what runs the workers of Dask
 */
public record Overrides(
    List<Source> sets,
    List<Source> demands,
    Optional<String> site,
    Layout layout,
    Optional<Workers> workers) {

  /**
   * What runs the workers of Dask, whatever the site says.
   *
   * @param option where it is said, as {@code --executor dask/slurm}
   * @param usualSite the shipped site that is meant where a workflow uses none
   */
  public record Workers(Source option, Executor executor, Optional<String> usualSite) {}

  /** Nothing is set. */
  public static final Overrides NONE = new Overrides(List.of(), List.of(), Optional.empty());

  /** The same in hdw's own layout. */
  public Overrides(List<Source> sets, List<Source> demands, Optional<String> site) {
    this(sets, demands, site, Layout.HDW, Optional.empty());
  }

  /** The shipped site that is meant where a workflow uses none. */
  public Optional<String> usualSite() {
    return layout.usualSite().or(() -> workers.flatMap(Workers::usualSite));
  }

  /** Copies the lists. */
  public Overrides {
    sets = List.copyOf(sets);
    demands = List.copyOf(demands);
  }
}
