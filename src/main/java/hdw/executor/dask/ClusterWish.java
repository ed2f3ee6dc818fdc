package hdw.executor.dask;

import hdw.model.Executor;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.util.Optional;

/**
 * The Dask cluster that a run brings along, or the one that it uses.
 *
 * @param executor what runs the workers: this machine, HTCondor or Slurm
 * @param address of a scheduler that already runs, with workers of its own; the rest then says what
 *     those are like
 * @param least how many workers there are even when there is nothing to do
 * @param most how many there may be
 * @param cpus cores of a worker, and so at most as many jobs at a time
 * @param memory what the jobs of a worker may use together; its batch job asks for {@link
 *     #OVERHEAD} more
 * @param lifetime the wall time of a worker's batch job
 * @param queue the batch queue for workers
 * @param setup shell text before the worker starts, as {@code source env.sh}; empty where none
 * @param python the interpreter that has {@code distributed}, here and where workers run
 * @param idle how long a worker without work stays
 */
public record ClusterWish(
    Executor executor,
    Optional<String> address,
    int least,
    int most,
    int cpus,
    Memory memory,
    Optional<WallTime> lifetime,
    Optional<String> queue,
    String setup,
    String python,
    WallTime idle) {
  /** What a worker takes itself, besides its jobs. */
  public static final Memory OVERHEAD = Memory.ofMebibytes(256);
}
