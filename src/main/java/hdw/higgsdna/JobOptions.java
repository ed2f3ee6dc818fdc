package hdw.higgsdna;

import java.util.List;
import java.util.Optional;

/**
 * What the command line of {@code run_analysis.py} says besides the analysis JSON.
 *
 * @param dump the folder into which the ntuples go
 * @param filesPerJob at least 1
 * @param setup lines of shell that make {@code run_analysis.py} known
 * @param flags options that each job passes on
 */
public record JobOptions(
    Request request, String dump, int filesPerJob, List<String> setup, List<String> flags) {

  /** Copies the lists. */
  public JobOptions {
    setup = List.copyOf(setup);
    flags = List.copyOf(flags);
  }

  /**
   * Where jobs run and what they ask for, each spelt as the language does; what is not there is
   * left to the site.
   *
   * @param site a file of {@code sites/}
   * @param executor where it is not the site's
   * @param workers what runs those of Dask, where the site does not say it
   * @param clusterPerJob whether the jobs of a sample are no cluster together
   */
  public record Request(
      Optional<String> site,
      Optional<String> executor,
      Optional<String> workers,
      Optional<String> queue,
      Optional<String> memory,
      Optional<String> time,
      boolean clusterPerJob) {}
}
