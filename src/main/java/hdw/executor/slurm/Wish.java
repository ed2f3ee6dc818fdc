package hdw.executor.slurm;

import hdw.model.Site;
import hdw.model.SlurmOptions;
import hdw.rules.Request;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.util.List;
import java.util.Optional;

/**
 * What jobs ask a cluster for, as far as hdw can judge it: where lines of the user set a value,
 * that value is theirs.
 *
 * @param partition nothing where it is the cluster's usual one
 * @param known whether the partition is hdw's word, so that it has to be there
 * @param time in whole minutes, as Slurm counts
 * @param cpus 0 where nothing is said
 * @param gpus 0 where nothing is said
 */
record Wish(
    Optional<String> partition,
    boolean known,
    Optional<WallTime> time,
    Optional<Memory> memory,
    int cpus,
    int gpus,
    Optional<String> account) {
  private static final int MINUTE = 60;

  /**
   * What a request asks for.
   *
   * @param directives the lines of site, queue and task
   */
  static Wish of(Request request, List<String> directives) {
    SlurmOptions set = SlurmOptions.of(directives);
    Optional<String> theirs = set.value("partition");
    return new Wish(
        theirs.or(() -> request.queue().map(Site.Queue::name)),
        theirs.isEmpty(),
        // a QOS may stand above the limit of a partition
        request.time().filter(each -> !set.sets("time", "qos")).map(Wish::wholeMinutes),
        Optional.of(request.memory())
            .filter(each -> !set.sets("mem", "mem-per-cpu", "mem-per-gpu")),
        setsCpus(set) ? 0 : request.cpus(),
        set.setsGpus() ? 0 : request.gpus(),
        request.account().filter(each -> !set.sets("account")));
  }

  private static boolean setsCpus(SlurmOptions set) {
    return set.sets(
        "cpus-per-task", "cpus-per-gpu", "ntasks", "ntasks-per-node", "nodes", "overcommit");
  }

  private static WallTime wholeMinutes(WallTime time) {
    return new WallTime(Math.max(1, (time.seconds() + MINUTE - 1) / MINUTE) * MINUTE);
  }
}
