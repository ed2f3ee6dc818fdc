package hdw.cli;

import hdw.compile.Compilation;
import hdw.model.Expression.Variable;
import hdw.model.Rule;
import hdw.model.Scope;
import hdw.plan.Plan;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw rules}: what the rules would do when a job fails, and what that may cost. */
final class RulesCommand implements Command {
  /** What no ladder can know before a job has failed. */
  private static final List<String> EVIDENCE =
      List.of("exit", "signal", "log", "node", "memory_used", "time_used", "restarts");

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "rules",
            "Shows what the rules would do when a job fails, attempt by attempt.",
            "hdw rules analysis.hdw",
            "hdw rules analysis.hdw --try reason=out_of_memory,task=ntuple,attempt=2,memory=4GB",
            "hdw rules analysis.hdw --try 'exit=1,log=Error in <TFile::Init>: a.root'");
    Options.texts(
        spec,
        "NAME=VALUE,...",
        "makes up a failure, and says which rule decides; log= takes all that follows",
        "--try");
    CompileOptions.addTo(spec);
    Options.argument(spec, "FILE", "1", "the workflow's file");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) throws IOException {
    Optional<Plan> plan =
        CompileOptions.compile(Options.arguments(parsed).get(0), parsed, Depth.AS_NEEDED, console)
            .flatMap(Compilation::plan);
    if (plan.isEmpty()) {
      return ExitCode.WORKFLOW_ERRORS;
    }
    List<String> tried = Options.values(parsed, "--try");
    console
        .out()
        .print(
            tried.isEmpty()
                ? new Ladders(plan.get()).text() + others(plan.get())
                : new Trying(plan.get(), TryOption.read(tried)).text());
    return ExitCode.DONE;
  }

  /** The rules of which no ladder can say when they match. */
  private static String others(Plan plan) {
    var text = new StringBuilder();
    for (Rule each : plan.workflow().reactions()) {
      if (each.when().filter(when -> when.any(RulesCommand::isEvidence)).isPresent()) {
        text.append(text.isEmpty() ? "\nwhat else is known of a failure decides:\n" : "")
            .append("  rule ")
            .append(each.name())
            .append(" at ")
            .append(each.span().where())
            .append(" where ")
            .append(hdw.rules.Reactions.condition(each))
            .append('\n');
      }
    }
    return text.toString();
  }

  private static boolean isEvidence(hdw.model.Expression expression) {
    return expression instanceof Variable variable
        && variable.scope() == Scope.FAILURE
        && EVIDENCE.contains(variable.name());
  }
}
