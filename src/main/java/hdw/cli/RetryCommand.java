package hdw.cli;

import hdw.analysis.Overrides;
import hdw.compile.Compilation;
import hdw.compile.Compiler;
import hdw.diagnostic.Source;
import hdw.model.Workflow;
import hdw.rules.Raised;
import hdw.run.Continuation;
import hdw.run.JobStory;
import hdw.run.RunFolder;
import hdw.run.RunSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw retry}: tries failed jobs again, with more of what they lacked. */
final class RetryCommand implements Command {
  private static final List<String> DEMANDS = List.of("--memory", "--time", "--queue");

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "retry",
            "Tries failed jobs of a run again, and goes on with it.",
            "hdw retry                         all that failed",
            "hdw retry ntuple/DYto2L --memory 8GB",
            "hdw retry --set cpus=2 --set memory=8GB");
    Options.text(spec, "SIZE", "asks for this memory from now on", "--memory");
    Options.text(spec, "TIME", "asks for this wall time from now on", "--time");
    Options.text(spec, "NAME", "goes into this queue from now on", "--queue");
    Options.texts(spec, "NAME=VALUE", "the same for memory, time, cpus, disk, queue", "--set");
    Detaching.addTo(spec);
    Options.text(spec, "RUN", "the run (default: the latest)", "--run");
    Options.argument(
        spec, "JOB", "0..*", "jobs, nodes or beginnings of them (default: all that failed)");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) throws IOException {
    RunFolder folder = new Runs(console).find(Options.value(parsed, "--run", "latest"));
    Asked asked = Asked.of(folder);
    RunSummary summary = RunSummary.read(folder);
    if (summary.isUnfollowed()) {
      throw new IOException(
          "nobody has taken note yet of what failed in run "
              + folder.name()
              + ", which was submitted ahead; hdw resume does, and lets its rules decide");
    }
    Set<String> jobs = failed(summary, Options.arguments(parsed));
    if (jobs.isEmpty()) {
      console.say("no job of " + folder.name() + " failed; nothing to try again");
      return ExitCode.DONE;
    }
    ParseResult words = asked.parsed(Detaching.words(parsed));
    Optional<List<Raised>> raised = raised(parsed, words, console);
    return raised.isEmpty()
        ? ExitCode.WORKFLOW_ERRORS
        : new Driving(words, Continuation.retry(jobs, raised.get()), console).goingOn(folder).run();
  }

  private static Set<String> failed(RunSummary summary, List<String> wanted) {
    var jobs = new LinkedHashSet<String>();
    List<JobStory> failed =
        summary.state().jobs().stream()
            .filter(each -> each.state() == JobStory.State.FAILED)
            .toList();
    for (String word : wanted) {
      List<String> found =
          failed.stream().map(JobStory::id).filter(each -> each.startsWith(word)).toList();
      if (found.isEmpty()) {
        throw new UsageException("no job that failed begins with `" + word + "`");
      }
      jobs.addAll(found);
    }
    if (wanted.isEmpty()) {
      failed.forEach(each -> jobs.add(each.id()));
    }
    return jobs;
  }

  /** What is asked for, read as the command line of {@code run} is. */
  private static Optional<List<Raised>> raised(
      ParseResult parsed, ParseResult words, Console console) throws IOException {
    var demands = new ArrayList<Source>();
    for (String each : DEMANDS) {
      if (Options.has(parsed, each)) {
        demands.add(new Source(each, Options.value(parsed, each, "")));
      }
    }
    for (String each : Options.values(parsed, "--set")) {
      int equals = each.indexOf('=');
      String name = each.substring(0, Math.max(0, equals)).strip();
      if (!List.of("memory", "time", "cpus", "gpus", "disk", "queue", "retries").contains(name)) {
        throw new UsageException(
            "--set of retry sets memory, time, cpus, gpus, disk, queue or retries, not `"
                + each
                + "`; a param is another workflow: hdw run FILE --set "
                + each);
      }
      demands.add(new Source("--" + name, each.substring(equals + 1)));
    }
    if (demands.isEmpty()) {
      return Optional.of(List.of());
    }
    var options = Compiler.Options.offline(new Overrides(List.of(), demands, Optional.empty()));
    Compilation compilation =
        new Outside(console)
            .compiler(false)
            .compile(CompileOptions.existing(Options.arguments(words).get(0)), options);
    console.tell(compilation.diagnostics().stream().filter(each -> each.isError()).toList());
    return compilation.hasErrors()
        ? Optional.empty()
        : Optional.of(
            compilation.workflow().orElseThrow().demands().stream()
                .map(RetryCommand::raised)
                .toList());
  }

  private static Raised raised(Workflow.Demand demand) {
    return new Raised(demand.resource(), demand.value(), "hdw retry");
  }
}
