package hdw.cli;

import java.nio.file.Path;
import java.util.List;

/** The queue of a real batch system whose programs are on the path, as tests look at it. */
sealed interface RealQueue permits CondorQueue, SlurmQueue {
  /** How a workflow names it. */
  String executor();

  /** The programs that a driver calls, of which the first submits. */
  List<String> programs();

  /**
   * Functions for bash, about a program {@code $name} with its arguments: {@code submits}, whether
   * it is called to submit jobs; {@code asks}, whether to see them; {@code answer}, which becomes
   * the real program, unless a file in {@code $here} says that less is known.
   */
  String functions();

  /** The jobs that were submitted in a folder or below it, and wait, run or are held: id, job. */
  List<String> jobs(Path folder) throws Exception;

  /** What stands between the id of an array and the number of a job in it. */
  char mark();

  /** Takes a job, or all of an array, out of the queue, as a person does. */
  void cancel(String id) throws Exception;

  /** Takes such jobs out of the queue; there may be none. */
  void remove(Path folder) throws Exception;
}
