package hdw.dashboard;

import hdw.json.JsonWriter;
import hdw.run.RunSummary.NodeCounts;
import java.io.IOException;
import java.util.function.ToIntFunction;

/** What several sections write alike. */
final class Rows {
  private static final int LETTERS = 16;

  private Rows() {}

  /** Gives a number for each way to count. */
  @FunctionalInterface
  interface Counting {
    /** The number. */
    int of(ToIntFunction<NodeCounts> count);
  }

  /** The jobs by where they stand. */
  static void counts(JsonWriter json, Counting counting) throws IOException {
    json.put("waiting", counting.of(NodeCounts::waiting))
        .put("queued", counting.of(NodeCounts::queued))
        .put("held", counting.of(NodeCounts::held))
        .put("running", counting.of(NodeCounts::running))
        .put("done", counting.of(NodeCounts::done))
        .put("failed", counting.of(NodeCounts::failed))
        .put("skipped", counting.of(NodeCounts::skipped));
  }

  /** A key for jobs that failed alike. */
  static String group(String reason, String sign, String evidence) {
    String what = reason + " " + (sign.isEmpty() ? evidence : sign);
    return Content.fingerprint(what).substring(0, LETTERS);
  }
}
