package hdw.executor.local;

import hdw.executor.Ending;
import java.util.concurrent.CompletableFuture;

/**
 * An attempt that runs on this machine: a child of this process, or one that another driver left.
 */
public interface Running {

  /** The process of its script. */
  long pid();

  /** Completed, on any thread, once nothing of its process tree is left. */
  CompletableFuture<Ending> ended();

  /** Asks its whole process tree to end, and after a few seconds insists; returns at once. */
  void end();
}
