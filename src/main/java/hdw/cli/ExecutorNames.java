package hdw.cli;

/** The names of executors on the command line: hdw's own, and those that HiggsDNA's users know. */
final class ExecutorNames {
  /** Everything here, one job at a time, with its output shown. */
  static final String ITERATIVE = "iterative";

  private ExecutorNames() {}

  /** The executor of the language that a name stands for; an unknown name stands for itself. */
  static String executor(String name) {
    return switch (name) {
      case ITERATIVE, "futures" -> "local";
      case "vanilla_lxplus" -> "htcondor";
      case "vanilla_slurm" -> "slurm";
      case "dask/local", "dask/lxplus", "dask/condor", "dask/slurm" -> "dask";
      default -> name;
    };
  }
}
