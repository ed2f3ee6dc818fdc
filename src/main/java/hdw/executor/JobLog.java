package hdw.executor;

import hdw.catalog.Fnv;
import hdw.plan.NodePlan;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the output of a job's attempts is kept, relative to the run's folder: {@code logs/<task>/<2
 * letters>/<job>.<attempt>.out}, {@code .err} and {@code .metrics}.
 *
 * @param name the job's id without its task and with {@code ~} for {@code /}; the task's name for a
 *     job that has nothing else
 * @param shard two letters that spread the logs of a task over folders, so that none grows without
 *     end
 */
public record JobLog(String task, String name, String shard) {
  /** A file name may have 255 bytes; attempt, restart and ending want some of them. */
  private static final int LONGEST = 220;

  private static final int LETTERS = 26;

  private static final List<String> SHARDS =
      IntStream.range(0, LETTERS * LETTERS)
          .mapToObj(i -> "" + (char) ('a' + i % LETTERS) + (char) ('a' + i / LETTERS))
          .toList();

  /** The log with this name. */
  JobLog(String task, String name) {
    this(task, name, shard(name));
  }

  /** The log of a job. */
  public static JobLog of(NodePlan node, int job) {
    return of(node.node().task().name(), node.id(job));
  }

  /** The log of a job by its id. */
  public static JobLog of(String task, String id) {
    return named(task, id.length() > task.length() ? behind(task, id) : task);
  }

  /** What the names of the logs of all jobs of a node with chunks begin with. */
  static String head(NodePlan node) {
    return behind(node.node().task().name(), node.node().id() + "/");
  }

  /**
   * The log of a job with a chunk.
   *
   * @param head the {@link #head} of its node
   */
  static JobLog of(String task, String head, String chunk) {
    return named(task, head.concat(chunk));
  }

  private static String behind(String task, String id) {
    return id.substring(task.length() + 1).replace('/', '~');
  }

  private static JobLog named(String task, String name) {
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

  private static String shard(String name) {
    return SHARDS.get((int) Long.remainderUnsigned(hash(name), SHARDS.size()));
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
