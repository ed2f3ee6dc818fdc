package hdw.cli;

import hdw.analysis.Overrides;
import hdw.diagnostic.Source;
import hdw.model.Executor;
import hdw.model.Layout;
import java.util.Optional;

/** The names of executors on the command line: hdw's own, and those that HiggsDNA's users know. */
final class ExecutorNames {
  /** Everything here, one job at a time, with its output shown. */
  static final String ITERATIVE = "iterative";

  private static final String VANILLA_LXPLUS = "vanilla_lxplus";
  private static final String VANILLA_SLURM = "vanilla_slurm";

  private static final String DASK_LOCAL = "dask/local";
  private static final String DASK_LXPLUS = "dask/lxplus";
  private static final String DASK_CONDOR = "dask/condor";
  private static final String DASK_SLURM = "dask/slurm";

  private ExecutorNames() {}

  /** The executor of the language that a name stands for; an unknown name stands for itself. */
  static String executor(String name) {
    return switch (name) {
      case ITERATIVE, "futures" -> "local";
      case VANILLA_LXPLUS -> "htcondor";
      case VANILLA_SLURM -> "slurm";
      case DASK_LOCAL, DASK_LXPLUS, DASK_CONDOR, DASK_SLURM -> "dask";
      default -> name;
    };
  }

  /** What runs the workers of Dask for those who name the executor so. */
  static Optional<Overrides.Workers> workers(String name) {
    Optional<String> site = name.equals(DASK_LXPLUS) ? Optional.of("lxplus") : Optional.empty();
    Optional<Executor> executor =
        switch (name) {
          case DASK_LOCAL -> Optional.of(Executor.LOCAL);
          case DASK_LXPLUS, DASK_CONDOR -> Optional.of(Executor.HTCONDOR);
          case DASK_SLURM -> Optional.of(Executor.SLURM);
          default -> Optional.empty();
        };
    return executor.map(each -> new Overrides.Workers(new Source("--executor", name), each, site));
  }

  /** How what is submitted is laid out for those who name the executor so. */
  static Layout layout(String name) {
    return switch (name) {
      case VANILLA_LXPLUS -> Layout.VANILLA_LXPLUS;
      case VANILLA_SLURM -> Layout.VANILLA_SLURM;
      default -> Layout.HDW;
    };
  }
}
