package hdw.executor.vanilla;

import hdw.eval.EvaluationException;
import hdw.eval.Evaluator;
import hdw.eval.World;
import hdw.model.Command;
import hdw.model.Scope;
import hdw.plan.JobInput.JobRef;
import hdw.shell.JobScript;
import hdw.shell.ShellText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The analysis JSON that a job makes for itself: the here-document of its command in which {@code
 * {{inputs.json}}} stands, as {@code hdw import higgsdna} writes it.
 *
 * <p>It is filled in as bash would do it; of all that bash could do, only what an imported workflow
 * has is known here: values, backslashes, and the command {@code json_list}.
 */
final class AnalysisJson {
  /** Stands for the value with the number behind it; no text of a user has it. */
  private static final char VALUE = '\uE000';

  private static final char END = '\uE001';

  private static final Pattern HERE =
      Pattern.compile("(?ms)^[^\n]*<<([A-Za-z_]+)[^\n]*\n(.*?)^\\1$");

  private static final Pattern FILLED =
      Pattern.compile(
          "\\\\([\\\\$`\n])"
              + "|\\$\\(json_list "
              + VALUE
              + "([0-9]+)"
              + END
              + "\\)|"
              + VALUE
              + "([0-9]+)"
              + END);

  private final String text;
  private final List<Command.Hole> holes;

  private AnalysisJson(String text, List<Command.Hole> holes) {
    this.text = text;
    this.holes = holes;
  }

  /** That of a command; nothing where it has none, or one that only bash could fill in. */
  static Optional<AnalysisJson> of(Command command) {
    var whole = new StringBuilder();
    int number = 0;
    for (ShellText.Part each : command.text().parts()) {
      whole.append(
          each instanceof ShellText.Literal literal ? literal.text() : VALUE + "" + number++ + END);
    }
    return HERE.matcher(whole)
        .results()
        .map(each -> new AnalysisJson(each.group(2), command.holes()))
        .filter(AnalysisJson::hasSampleJson)
        .filter(AnalysisJson::isKnown)
        .findFirst();
  }

  private boolean hasSampleJson() {
    return values().anyMatch(AnalysisJson::isSampleJson);
  }

  private static boolean isSampleJson(Command.Hole hole) {
    return hole.variable().equals(JobScript.INPUTS_JSON);
  }

  private Stream<Command.Hole> values() {
    return FILLED
        .matcher(text)
        .results()
        .flatMap(each -> number(each::group).stream())
        .map(holes::get);
  }

  private boolean isKnown() {
    boolean plain =
        FILLED.matcher(text).replaceAll("").chars().noneMatch(c -> c == '$' || c == '`');
    return plain
        && values().allMatch(each -> isSampleJson(each) || !each.value().uses(Scope.RUNTIME));
  }

  @FunctionalInterface
  private interface Groups {
    String group(int number);
  }

  private static Optional<Integer> number(Groups match) {
    return Optional.ofNullable(match.group(2))
        .or(() -> Optional.ofNullable(match.group(3)))
        .map(Integer::valueOf);
  }

  /**
   * The JSON of one job.
   *
   * @param samplejson the path that stands in it for the sample JSON
   */
  Optional<String> text(JobRef job, World world, String samplejson) {
    var evaluator = new Evaluator(job.node().bindings(job.job()), world);
    try {
      var filled = new StringBuilder();
      Matcher matcher = FILLED.matcher(text);
      while (matcher.find()) {
        String value = value(matcher, evaluator, samplejson);
        matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
      }
      return Optional.of(matcher.appendTail(filled).toString());
    } catch (EvaluationException noValue) {
      return Optional.empty();
    }
  }

  private String value(Matcher matcher, Evaluator evaluator, String samplejson)
      throws EvaluationException {
    if (matcher.group(1) != null) {
      return matcher.group(1).strip();
    }
    Command.Hole hole = holes.get(number(matcher::group).orElseThrow());
    String value = isSampleJson(hole) ? samplejson : evaluator.evaluate(hole.value()).text();
    return matcher.group(2) == null ? value : list(value);
  }

  /** What {@code json_list} of {@code workflows/higgsdna.hdw} prints. */
  private static String list(String names) {
    return names.isEmpty()
        ? "[]"
        : Stream.of(names.split(",", -1))
            .map(each -> "\"" + each.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
            .collect(Collectors.joining(", ", "[", "]"));
  }
}
