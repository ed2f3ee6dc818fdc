package hdw.analysis;

import hdw.ast.Expression;
import hdw.model.Executor;
import hdw.model.SlurmOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds lines of a directive that would take the place of what hdw knows its jobs by. */
final class OwnLines {
  private static final Pattern HTCONDOR =
      Pattern.compile(
          "(?im)^\\s*(?:(log|arguments|submit_event_user_notes|(?:\\+|my\\.)hdw\\w*)\\s*="
              + "|(queue)(?:\\s+[^=\\s].*|\\s*)$)");

  private static final String LEAVE_OUT = "leave it out; hdw logs JOB shows what a job printed";
  private static final String ORDER = "`input` and `after` say which jobs wait for which";

  private static final Map<String, String> SLURM =
      Map.ofEntries(
          Map.entry("array", "`max_running` says how many of its jobs may run at a time"),
          Map.entry("chdir", "jobs start in the workflow's folder; `cd` in `run` leaves it"),
          Map.entry("clusters", "choose the cluster by SLURM_CONF, for hdw as well"),
          Map.entry("dependency", ORDER),
          Map.entry("error", LEAVE_OUT),
          Map.entry("export-file", "`environment { NAME = \"value\" }` sets variables of jobs"),
          Map.entry("job-name", "leave it out; hdw status shows which job is which"),
          Map.entry("kill-on-invalid-dep", ORDER),
          Map.entry("open-mode", LEAVE_OUT),
          Map.entry("output", LEAVE_OUT),
          Map.entry("parsable", "leave it out; hdw status shows the jobs"),
          Map.entry("test-only", "hdw render FILE writes all that would be submitted"),
          Map.entry("wait", "leave it out; hdw run waits, and hdw run --detach does not"),
          Map.entry("wrap", "`run` is the command of jobs"));

  private OwnLines() {}

  /**
   * A line that is not the writer's to write.
   *
   * @param sets what it sets
   * @param hint what to write in its place
   */
  record Own(String sets, String hint) {}

  /** The first of them; nothing where all lines are the writer's to write. */
  static Optional<Own> in(Executor scheduler, Expression directive) {
    if (!(directive instanceof Expression.Text written)) {
      return Optional.empty();
    }
    String text = written.pieces().stream().map(OwnLines::text).collect(Collectors.joining());
    return scheduler == Executor.HTCONDOR ? ofHtcondor(text) : ofSlurm(text.lines().toList());
  }

  private static Optional<Own> ofHtcondor(String text) {
    Matcher own = HTCONDOR.matcher(text);
    return own.find()
        ? Optional.of(new Own(own.group(1) == null ? own.group(2) : own.group(1), LEAVE_OUT))
        : Optional.empty();
  }

  private static Optional<Own> ofSlurm(List<String> lines) {
    SlurmOptions set = SlurmOptions.of(lines);
    return set.values().keySet().stream()
        .filter(SLURM::containsKey)
        .map(each -> new Own("--" + each, SLURM.get(each)))
        .findFirst()
        .or(
            () ->
                set.value("export")
                    .filter(each -> !each.matches("ALL(,.*)?"))
                    .map(each -> new Own("--export", "`--export=ALL,...` keeps what jobs need")));
  }

  private static String text(Expression.Piece piece) {
    return piece instanceof Expression.Piece.Literal literal ? literal.text() : "x";
  }
}
