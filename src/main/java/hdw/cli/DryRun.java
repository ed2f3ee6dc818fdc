package hdw.cli;

import hdw.ast.SourceFile;
import hdw.executor.Batch;
import hdw.executor.Batches;
import hdw.plan.Plan;
import hdw.run.LocalJobs;
import hdw.run.RunFolder;
import hdw.run.RunStarter;
import java.io.IOException;
import java.util.List;

/** {@code hdw run -n}: renders everything into a run's folder and submits nothing. */
final class DryRun {
  private DryRun() {}

  static ExitCode run(Plan plan, RunStarter starter, List<SourceFile> files, Console console)
      throws IOException {
    RunFolder folder = starter.newFolder();
    starter.write(folder, files);
    for (Batch each : Batches.of(plan)) {
      var rendered = hdw.executor.TaskFiles.render(plan, each);
      LocalJobs.write(folder, rendered.script());
      LocalJobs.write(folder, rendered.table());
    }
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
    console.out().println(plan.jobs() + " jobs; nothing was submitted");
    console.say("all that would be submitted is in " + folder.path());
    return ExitCode.DONE;
  }
}
