package hdw.cli;

import hdw.model.Layout;

/** The names of executors on the command line: hdw's own, and those that HiggsDNA's users know. */
final class ExecutorNames {
  /** Everything here, one job at a time, with its output shown. */
  static final String ITERATIVE = "iterative";

  private static final String VANILLA_LXPLUS = "vanilla_lxplus";
  private static final String VANILLA_SLURM = "vanilla_slurm";

  private ExecutorNames() {}

  /** The executor of the language that a name stands for; an unknown name stands for itself. */
  static String executor(String name) {
    return switch (name) {
      case ITERATIVE, "futures" -> "local";
      case VANILLA_LXPLUS -> "htcondor";
      case VANILLA_SLURM -> "slurm";
      case "dask/local", "dask/lxplus", "dask/condor", "dask/slurm" -> "dask";
      default -> name;
    };
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
