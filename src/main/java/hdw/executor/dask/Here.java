package hdw.executor.dask;

import hdw.executor.local.Tools;
import hdw.units.Memory;

/**
 * The machine that a run is driven from.
 *
 * @param cores that jobs may use here, at least 1
 * @param memory that jobs may use here together
 * @param tools the programs on its path
 */
public record Here(int cores, Memory memory, Tools tools) {

  /** How many workers fit into it; at least 1. */
  int room(int cpus, Memory memory) {
    long room = Math.min(cores / cpus, this.memory.bytes() / memory.bytes());
    return (int) Math.max(1, room);
  }

  /** Whether not even one such worker fits. */
  boolean isSmallerThan(int cpus, Memory memory) {
    return cpus > cores || memory.compareTo(this.memory) > 0;
  }
}
