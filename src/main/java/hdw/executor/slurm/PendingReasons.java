package hdw.executor.slurm;

import java.util.Map;
import java.util.Optional;

/**
 * Why Slurm lets a job wait, in words: the reasons of squeue(1) and of Slurm's page "Job Reason
 * Codes". Those of limits, such as {@code QOSMaxCpuPerUserLimit}, are made of parts: {@link
 * LimitReason}.
 */
public final class PendingReasons {
  private static final Map<String, String> PASSING =
      Map.ofEntries(
          Map.entry("None", "Slurm has not looked at it yet"),
          Map.entry("WaitingForScheduling", "Slurm has not looked at it yet"),
          Map.entry("SchedDefer", "Slurm looks at it in its next round"),
          Map.entry("Resources", "it is its turn, and waits for enough free cores and memory"),
          Map.entry("Priority", "other jobs come first"),
          Map.entry("JobArrayTaskLimit", "as many of its array run as may (`max_running`)"),
          Map.entry("Licenses", "it waits for a licence that other jobs use"),
          Map.entry("Dependency", "it waits for other jobs to end"),
          Map.entry("BeginTime", "it may not start yet: its time to begin is still to come"),
          Map.entry("Cleaning", "what its last start left behind is being cleared away"),
          Map.entry("Prolog", "its node is being prepared"),
          Map.entry("PartitionDown", "its partition is DOWN: it starts nothing until it is UP"),
          Map.entry(
              "PartitionInactive", "its partition is INACTIVE: it starts nothing until it is UP"),
          Map.entry(
              "ReqNodeNotAvail",
              "nodes that it could use are down, drained or reserved, as before a maintenance"),
          Map.entry("NodeDown", "a node that it needs is down"),
          Map.entry("FrontEndDown", "no front end of the cluster is up"),
          Map.entry("Reservation", "it waits for its reservation to begin"),
          Map.entry("AssociationJobLimit", "your account has as many jobs as it may"),
          Map.entry("AssociationResourceLimit", "your account uses as much as it may"),
          Map.entry("AssociationTimeLimit", "your account has used up its time"),
          Map.entry("QOSJobLimit", "its QOS has as many jobs as it may"),
          Map.entry("QOSResourceLimit", "its QOS uses as much as it may"),
          Map.entry("QOSTimeLimit", "its QOS has used up its time"),
          Map.entry("QOSUsageThreshold", "too much was used of late for its QOS"),
          Map.entry("AccountingPolicy", "a limit of the accounting is reached"),
          Map.entry("BurstBufferResources", "it waits for room in the burst buffer"),
          Map.entry("BurstBufferStageIn", "its files are on their way to the burst buffer"),
          Map.entry("PowerNotAvail", "the cluster has no power left for it"),
          Map.entry("PowerReserved", "power is kept for others"),
          Map.entry("FedJobLock", "another cluster of the federation is looking at it"),
          Map.entry("SystemFailure", "something of Slurm, the network or a file system failed"));

  private static final Map<String, String> FOR_EVER =
      Map.ofEntries(
          Map.entry("BadConstraints", "no node has what it asks for"),
          Map.entry("PartitionTimeLimit", "it asks for more time than its partition allows"),
          Map.entry("PartitionNodeLimit", "it asks for more nodes than its partition allows"),
          Map.entry(
              "PartitionConfig",
              "it asks for more than its partition allows: time, cores, memory or nodes"),
          Map.entry("DependencyNeverSatisfied", "a job that it waits for has failed"),
          Map.entry("InvalidAccount", "its account is not known, or not yours"),
          Map.entry("InvalidQOS", "its QOS is not known, or not yours"),
          Map.entry("AccountNotAllowed", "its partition is not for its account"),
          Map.entry("QOSNotAllowed", "its partition is not for its QOS"),
          Map.entry("ReservationDeleted", "its reservation is gone"),
          Map.entry("DeadLine", "it can no longer end before its deadline"),
          Map.entry("MaxMemPerLimit", "it asks for more memory than the cluster allows"),
          Map.entry("BurstBufferOperation", "its burst buffer failed"),
          Map.entry("InactiveLimit", "it reached the limit for jobs that do nothing"));

  /** Those that only a person can end. */
  private static final Map<String, String> HELD =
      Map.of(
          "JobHeldUser", "a person held it: `scontrol release` lets it go",
          "JobHeldAdmin", "an administrator of the cluster held it",
          "job requeued in held state", "it was put back into the queue and held there",
          "launch failed requeued held", "Slurm could not start it, and holds it",
          "JobHoldMaxRequeue", "Slurm started it too often, and holds it");

  private PendingReasons() {}

  /**
   * Why a job waits, as a sentence without its end that closes with Slurm's own word.
   *
   * @param reason as squeue prints it; what is not known is told as it is
   */
  public static String words(String reason) {
    String word = word(reason);
    return known(word)
        .map(each -> each + " (" + reason.strip() + ")")
        .orElse("Slurm says: " + word);
  }

  /** Whether it waits until somebody does something about it. */
  public static boolean isForEver(String reason) {
    String word = word(reason);
    return FOR_EVER.containsKey(word)
        || HELD.containsKey(word)
        || LimitReason.of(word).map(LimitReason::isForEver).orElse(false);
  }

  /** Why a job is held until a person releases it; nothing where it only waits. */
  static Optional<String> heldBecause(String reason) {
    return HELD.containsKey(word(reason)) ? Optional.of(words(reason)) : Optional.empty();
  }

  private static Optional<String> known(String word) {
    return Optional.ofNullable(PASSING.get(word))
        .or(() -> Optional.ofNullable(FOR_EVER.get(word)))
        .or(() -> Optional.ofNullable(HELD.get(word)))
        .or(() -> LimitReason.of(word).map(LimitReason::words));
  }

  /** Without what follows a comma: {@code ReqNodeNotAvail, UnavailableNodes:wn01}. */
  private static String word(String reason) {
    return reason.strip().replaceFirst(",.*", "").replace("(null)", "None");
  }
}
