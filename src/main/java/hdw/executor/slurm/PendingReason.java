package hdw.executor.slurm;

import java.util.Map;
import java.util.Optional;

/** Why Slurm lets a job wait, in words for people. */
final class PendingReason {
  /** Those that only a person can end; the words are those of {@code squeue}. */
  private static final Map<String, String> HELD =
      Map.of(
          "JobHeldUser", "a person held it: `scontrol release` lets it go",
          "JobHeldAdmin", "an administrator of the cluster held it",
          "job requeued in held state", "it was put back into the queue and held there",
          "launch failed requeued held", "Slurm could not start it, and holds it",
          "JobHoldMaxRequeue", "Slurm started it too often, and holds it");

  private PendingReason() {}

  /** Why a job is held until a person releases it; nothing where it only waits. */
  static Optional<String> heldBecause(String reason) {
    return Optional.ofNullable(HELD.get(reason));
  }
}
