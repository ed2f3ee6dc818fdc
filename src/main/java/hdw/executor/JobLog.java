package hdw.executor;

import hdw.plan.Fnv;
import hdw.plan.NodePlan;

/**
 * Where the output of a job's attempts is kept, relative to the run's folder: {@code logs/<task>/<2
 * letters>/<job>.<attempt>.out}, {@code .err} and {@code .metrics}.
 *
 * @param name the job's id without its task and with {@code ~} for {@code /}; the task's name for a
 *     job that has nothing else
 */
public record JobLog(String task, String name) {
  /** A file name may have 255 bytes; attempt, restart and ending want some of them. */
  private static final int LONGEST = 220;

  private static final int LETTERS = 26;

  /** The log of a job. */
  public static JobLog of(NodePlan node, int job) {
    return of(node.node().task().name(), node.id(job));
  }

  /** The log of a job by its id. */
  public static JobLog of(String task, String id) {
    String rest = id.length() > task.length() ? id.substring(task.length() + 1) : task;
    String name = rest.replace('/', '~');
    return new JobLog(task, name.length() <= LONGEST ? name : shortened(name));
  }

  private static String shortened(String name) {
    String hash = Long.toHexString(hash(name));
    return name.substring(0, LONGEST - hash.length() - 1) + "~" + hash;
  }

  /** The folder of a task's logs. */
  public static String folder(String task) {
    return "logs/" + task;
  }

  /** Two letters that spread the logs of a task over folders, so that none grows without end. */
  public String shard() {
    long hash = hash(name);
    int first = (int) Long.remainderUnsigned(hash, LETTERS);
    int second = (int) Long.remainderUnsigned(Long.divideUnsigned(hash, LETTERS), LETTERS);
    return new String(new char[] {(char) ('a' + first), (char) ('a' + second)});
  }

  /** The folder of the log. */
  public String folder() {
    return folder(task) + "/" + shard();
  }

  /** The log of an attempt, without its ending. */
  public String stem(int attempt) {
    return folder() + "/" + name + "." + attempt;
  }

  /** FNV-1a, 64 bits, with the high bits mixed into the low ones. */
  private static long hash(String text) {
    long hash = Fnv.hash(text);
    return hash ^ hash >>> 32;
  }
}
