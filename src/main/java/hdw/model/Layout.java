package hdw.model;

import hdw.units.WallTime;
import java.util.Locale;
import java.util.Optional;

/** How the files of what is submitted are named, and where they lie. */
public enum Layout {
  /** hdw's own: few files in the run's folder, however many jobs there are. */
  HDW,

  /**
   * That of HiggsDNA's submitter {@code vanilla_lxplus}: a folder of the run's name below {@code
   * .higgs_dna_vanilla_lxplus}, with a cluster for each sample and two JSON files for each ROOT
   * file.
   */
  VANILLA_LXPLUS,

  /** The same of HiggsDNA's submitter {@code vanilla_slurm}, with an array for each sample. */
  VANILLA_SLURM;

  private static final long HOUR = 3600;

  /** Its name on the command line and in a plan. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is one of HiggsDNA's. */
  public boolean isVanilla() {
    return this != HDW;
  }

  /** Whether submissions to an executor have names of this layout's own. */
  public boolean names(Executor executor) {
    return executor == Executor.HTCONDOR && this == VANILLA_LXPLUS
        || executor == Executor.SLURM && this == VANILLA_SLURM;
  }

  /** The shipped site that is meant where a workflow uses none. */
  public Optional<String> usualSite() {
    return switch (this) {
      case HDW -> Optional.empty();
      case VANILLA_LXPLUS -> Optional.of("lxplus");
      case VANILLA_SLURM -> Optional.of("slurm");
    };
  }

  /** The queue that HiggsDNA takes where nobody names one, whatever the jobs ask for. */
  public Optional<String> usualQueue() {
    return this == VANILLA_SLURM ? Optional.of("standard") : Optional.empty();
  }

  /** The time that HiggsDNA asks for where nobody says one. */
  public Optional<WallTime> usualTime() {
    return this == VANILLA_SLURM ? Optional.of(new WallTime(HOUR)) : Optional.empty();
  }
}
