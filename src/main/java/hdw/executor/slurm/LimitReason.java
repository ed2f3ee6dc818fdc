package hdw.executor.slurm;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reason to wait that is a limit of the accounting: whose it is, of what, and for whom.
 *
 * @param whose such as {@code your account}
 * @param what such as {@code cores}
 * @param minutes whether it is that many for so many minutes
 * @param ofJob whether it is for each job, and not for what is in use
 */
record LimitReason(String whose, Kind kind, String what, Minutes minutes, boolean ofJob) {

  /** How a limit is meant. */
  enum Kind {
    /** For all who share it. */
    GRP,
    /** For each. */
    MAX,
    /** From below. */
    MIN
  }

  /** Whether time counts. */
  enum Minutes {
    /** It does not. */
    NO,
    /** What was used so far. */
    USED,
    /** What running jobs may still use. */
    PROMISED
  }

  private static final Pattern PARTS =
      Pattern.compile(
          "(Assoc|QOS|)(Grp|Max|Min)(SubmitJobs?|Jobs|WallDuration|Wall|Cpu|CPU|Memory|Mem|Node"
              + "|GRES|License|Energy|BB|Billing|Unknown)(RunMinutes|Minutes)?"
              + "(Per(?:Job|Node|User|Account))?(?:Limit|NotSatisfied)?");

  private static final Map<String, String> WHAT =
      Map.ofEntries(
          Map.entry("SubmitJob", "jobs in the queue"),
          Map.entry("SubmitJobs", "jobs in the queue"),
          Map.entry("Jobs", "running jobs"),
          Map.entry("Wall", "time"),
          Map.entry("WallDuration", "time"),
          Map.entry("Cpu", "cores"),
          Map.entry("CPU", "cores"),
          Map.entry("Mem", "memory"),
          Map.entry("Memory", "memory"),
          Map.entry("Node", "nodes"),
          Map.entry("GRES", "GPUs (or other extra resources)"),
          Map.entry("License", "licences"),
          Map.entry("Energy", "energy"),
          Map.entry("BB", "room in the burst buffer"),
          Map.entry("Billing", "billing units"),
          Map.entry("Unknown", "resources"));

  /** The limit that a reason names; nothing where it names none. */
  static Optional<LimitReason> of(String reason) {
    Matcher parts = PARTS.matcher(reason);
    if (!parts.matches() || (parts.group(1).isEmpty() && parts.group(5) == null)) {
      return Optional.empty();
    }
    return Optional.of(
        new LimitReason(
            parts.group(1).equals("QOS") ? "its QOS" : "your account",
            switch (parts.group(2)) {
              case "Grp" -> Kind.GRP;
              case "Max" -> Kind.MAX;
              default -> Kind.MIN;
            },
            WHAT.get(parts.group(3)),
            minutes(parts.group(3), parts.group(4)),
            List.of("PerJob", "PerNode").contains(String.valueOf(parts.group(5)))));
  }

  private static Minutes minutes(String what, String written) {
    if (written == null) {
      return what.equals("Wall") ? Minutes.USED : Minutes.NO;
    }
    return written.equals("Minutes") ? Minutes.USED : Minutes.PROMISED;
  }

  /** Whether the job itself is in the way, and not what else runs. */
  boolean isForEver() {
    return kind == Kind.MIN || ofJob;
  }

  /** A sentence without its end. */
  String words() {
    if (kind == Kind.MIN) {
      return "it asks for fewer " + what + " than " + whose + " wants of a job";
    }
    if (ofJob) {
      return "it asks for more " + what + " than " + whose + " allows a job";
    }
    if (minutes == Minutes.USED) {
      return whose + " has used up its share of " + what + ", until the site grants more";
    }
    String counted =
        minutes == Minutes.PROMISED ? ", counted with the time that running jobs have left" : "";
    return kind == Kind.GRP
        ? whose + " is at its limit of " + what + " for all who share it" + counted
        : "you are at the limit of " + what + " that " + whose + " sets" + counted;
  }
}
