package hdw.cli;

import hdw.diagnostic.Source;
import hdw.executor.Batch;
import hdw.executor.Batches;
import hdw.executor.RenderedFile;
import hdw.executor.Rendering;
import hdw.plan.Plan;
import hdw.run.LocalJobs;
import hdw.run.RunFolder;
import hdw.run.RunStarter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** {@code hdw run -n}: renders everything into a run's folder and submits nothing. */
final class DryRun {
  private DryRun() {}

  static ExitCode run(Plan plan, RunStarter starter, List<Source> files, Console console)
      throws IOException {
    RunFolder folder = starter.newFolder();
    starter.write(folder, files);
    Rendering rendered = Rendering.of(plan);
    for (String each : rendered.folders()) {
      Files.createDirectories(folder.file(each));
    }
    for (RenderedFile each : rendered.files()) {
      LocalJobs.write(folder, each);
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
