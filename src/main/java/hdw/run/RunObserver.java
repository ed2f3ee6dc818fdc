package hdw.run;

import hdw.plan.NodePlan;

/** Hears what happens in a run while it happens. */
public interface RunObserver {

  /** The run begins. */
  void begun(RunFolder folder, Progress progress);

  /** A job started. */
  void started(NodePlan node, String job);

  /** A batch system has taken jobs. */
  void submitted(Event.Submitted submitted);

  /** Something that people should know, such as that a batch system does not answer. */
  void told(String line);

  /** A job's result is there. */
  void done(NodePlan node, String job);

  /**
   * An attempt failed, and this is done about it; its output is at {@code log} and {@code .out},
   * {@code .err}.
   */
  void failed(NodePlan node, Event.Failed failure, String log);

  /** No more jobs of a node or task are started. */
  void paused(Event.Paused paused);

  /** The run is over or is left. */
  void ended(Outcome outcome);

  /** How a run ended. */
  enum Outcome {
    DONE,
    FAILED,
    /** Nodes are paused: a person has to decide. */
    PAUSED,
    STOPPED
  }
}
