package hdw.preflight;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.executor.Mount;
import hdw.executor.NodeSettings;
import hdw.model.Executor;
import hdw.model.Setting;
import java.nio.file.Path;

/** Whether jobs on other machines see the folders that they need. */
record FolderCheck(Surroundings surroundings) {

  void check(BatchJobs jobs, Diagnostics diagnostics) {
    if (!NodeSettings.isShared(jobs.plan())) {
      jobs.first(Executor.SLURM).ifPresent(each -> diagnostics.add(nothingTravels(jobs, each)));
      return; // with HTCondor, what jobs need travels with them
    }
    if (!report("workflow's folder", surroundings.workFolder(), jobs, diagnostics)) {
      report("run's folder", surroundings.runFolder(), jobs, diagnostics);
    }
  }

  private static Diagnostic nothingTravels(BatchJobs jobs, BatchJobs.Ask ask) {
    return Diagnostic.of(
            Code.HDW0719,
            jobs.setting("shared").map(Setting::span).orElseGet(ask::span),
            "the site shares no files, and Slurm moves none")
        .note("jobs of `" + ask.node().node().id() + "` would find neither script nor inputs")
        .hint("`shared = true`, with the workflow in a folder that every node sees");
  }

  private static boolean report(String what, Path folder, BatchJobs jobs, Diagnostics diagnostics) {
    boolean here = Mount.of(folder) == Mount.TEMPORARY;
    if (here) {
      BatchJobs.Ask first = jobs.asks().get(0);
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0715,
                  first.span(),
                  "the " + what + " `" + folder + "` is one of this machine alone")
              .note(
                  "jobs of `"
                      + first.node().node().id()
                      + "` run on other machines, or with a `/tmp` of their own")
              .hint(
                  what.startsWith("run")
                      ? "keep the run's folder where every machine sees it: `--run-dir DIR`"
                      : "put the workflow where every machine sees it, such as your home folder"));
    }
    return here;
  }
}
