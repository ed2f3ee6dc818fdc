package hdw.model;

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
  VANILLA_LXPLUS;

  /** The shipped site that is meant where a workflow uses none. */
  public Optional<String> usualSite() {
    return this == VANILLA_LXPLUS ? Optional.of("lxplus") : Optional.empty();
  }
}
