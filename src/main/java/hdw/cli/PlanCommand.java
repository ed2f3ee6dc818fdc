package hdw.cli;

import hdw.compile.Compilation;
import hdw.model.Resource;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.rules.Origin;
import hdw.rules.Request;
import hdw.run.PlanJson;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw plan}: the nodes as a table, and what set their values. */
final class PlanCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "plan",
            "Shows the nodes of a workflow, and what set their values.",
            "hdw plan analysis.hdw",
            "hdw plan analysis.hdw --json --jobs   every job with inputs and outputs, for machines");
    Options.flag(spec, "prints one JSON document", "--json");
    Options.flag(spec, "with --json, lists every job", "--jobs");
    Options.flag(spec, "shows what a run would do now, and why, against the last run", "--diff");
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
    if (Options.has(parsed, "--diff")) {
      PlanDiff.print(
          plan.get(), CompileOptions.existing(Options.arguments(parsed).get(0)), console);
    } else if (Options.has(parsed, "--json")) {
      PlanJson.write(
          plan.get(),
          Options.has(parsed, "--jobs"),
          WorkerLines.json(plan.get(), Machine.here(console)),
          new OutputStreamWriter(console.out(), StandardCharsets.UTF_8));
    } else {
      console.out().print(table(plan.get()));
      WorkerLines.of(plan.get(), Machine.here(console)).forEach(console.out()::println);
    }
    return ExitCode.DONE;
  }

  /** The nodes, one a line, and a last line that counts them. */
  static String table(Plan plan) {
    var table =
        new TextTable("NODE", "JOBS", "EXECUTOR", "QUEUE", "MEMORY", "CPUS", "TIME", "SET BY");
    for (NodePlan node : plan.nodes()) {
      for (Request each : node.requests()) {
        long jobs = node.requests().size() == 1 ? node.size() : count(node, each);
        table.add(
            node.node().id(),
            Long.toString(jobs),
            each.executor().word(),
            each.queue().map(queue -> queue.name()).orElse("-"),
            each.memory().toString(),
            Integer.toString(each.cpus()),
            each.time().map(Object::toString).orElse("-"),
            setBy(plan, each));
      }
    }
    var splits = new StringBuilder();
    SplitLines.of(plan).forEach(each -> splits.append(each).append('\n'));
    return table.text()
        + splits
        + count(plan.nodes().size(), "node")
        + ", "
        + count(plan.jobs(), "job")
        + "\n";
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private static long count(NodePlan node, Request request) {
    long jobs = 0;
    for (int i = 0; i < node.size(); i++) {
      jobs += node.request(i).equals(request) ? 1 : 0;
    }
    return jobs;
  }

  /**
   * What set a value that the task's own lines did not: a rule, the command line, a queue that was
   * found, a habit of HiggsDNA's.
   */
  private static String setBy(Plan plan, Request request) {
    var sources = new ArrayList<String>();
    for (Resource each :
        List.of(Resource.EXECUTOR, Resource.QUEUE, Resource.MEMORY, Resource.CPUS, Resource.TIME)) {
      List<Origin> chain = request.chain(each);
      if (!chain.isEmpty()) {
        Origin last = chain.get(chain.size() - 1);
        boolean told =
            last.source().startsWith("rule ")
                || last.source().equals("command line")
                || last.source().startsWith("the first")
                || last.source().startsWith("as usual");
        if (told && (each != Resource.QUEUE || request.queue().isPresent())) {
          sources.add(each.word() + ": " + last.source());
        }
      }
    }
    cores(plan, request).ifPresent(sources::add);
    return String.join(", ", sources);
  }

  /** Where a site counts memory as cores, how many a job counts as. */
  private static Optional<String> cores(Plan plan, Request request) {
    return plan.workflow()
        .site()
        .filter(
            site -> site.settings().containsKey("memory_per_cpu") && request.queue().isPresent())
        .map(site -> site.settings().get("memory_per_cpu").value())
        .filter(hdw.model.Expression.Constant.class::isInstance)
        .map(
            each ->
                ((hdw.model.Value.Size) ((hdw.model.Expression.Constant) each).value())
                    .amount()
                    .bytes())
        .map(each -> (request.memory().bytes() + each - 1) / each)
        .filter(cores -> cores > request.cpus())
        .map(cores -> "counts as " + cores + " cores");
  }
}
