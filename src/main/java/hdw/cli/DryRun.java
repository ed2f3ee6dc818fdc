package hdw.cli;

import hdw.diagnostic.Source;
import hdw.executor.Batch;
import hdw.executor.Batches;
import hdw.executor.Packing;
import hdw.executor.RenderedFile;
import hdw.executor.Rendering;
import hdw.executor.Staging;
import hdw.executor.dask.Here;
import hdw.model.Executor;
import hdw.plan.Plan;
import hdw.run.RunFolder;
import hdw.run.RunStarter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** {@code hdw run -n}: renders everything into a run's folder and submits nothing. */
final class DryRun {
  private DryRun() {}

  static ExitCode run(
      Plan plan, RunStarter starter, List<Source> files, ParseResult parsed, Console console)
      throws IOException {
    RunFolder folder = starter.newFolder();
    starter.write(folder, files, Options.has(parsed, "--recut"));
    Asked.note(folder, parsed, CompileOptions.existing(Options.arguments(parsed).get(0)));
    folder.write(Rendering.of(plan, BatchSystems.acceptance(folder.path(), plan)));
    pack(plan, folder, starter.workFolder());
    var table = new TextTable("SUBMISSION", "JOBS", "EXECUTOR", "QUEUE", "MEMORY", "CPUS", "TIME");
    for (Batch each : Batches.of(plan)) {
      var request = each.request();
      table.add(
          each.name(),
          Integer.toString(each.size()),
          request.executor().word(),
          request.queue().map(queue -> queue.name()).orElse("-"),
          request.memory().toString(),
          Integer.toString(request.cpus()),
          request.time().map(Object::toString).orElse("-"));
    }
    console.out().print(table.text());
    SplitLines.of(plan).forEach(console.out()::println);
    int all = Runtime.getRuntime().availableProcessors();
    Here here = Machine.here(Options.number(parsed, "-j", 1, all), console);
    WorkerLines.of(plan, here).forEach(console.out()::println);
    console.out().println(plan.jobs() + " jobs; nothing was submitted");
    console.say("all that would be submitted is in " + folder.path());
    console.say("to run exactly that: hdw run " + folder.path());
    return ExitCode.DONE;
  }

  /** Who submits by hand finds laid out what travels with the jobs. */
  private static void pack(Plan plan, RunFolder folder, Path workFolder) throws IOException {
    if (Staging.of(plan) == Staging.TRAVEL) {
      for (Batch each : Batches.of(plan)) {
        if (each.executor() == Executor.HTCONDOR) {
          new Packing(folder.path(), workFolder).pack(plan, each);
        }
      }
    }
  }

  /** Whether a folder holds, byte for byte, what a plan renders to now. */
  static boolean isRenderingOf(Plan plan, RunFolder folder) throws IOException {
    for (RenderedFile each :
        Rendering.of(plan, BatchSystems.acceptance(folder.path(), plan)).files()) {
      if (!folder.holds(each)) {
        return false;
      }
    }
    return true;
  }
}
