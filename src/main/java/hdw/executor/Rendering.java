package hdw.executor;

import hdw.executor.htcondor.DagFile;
import hdw.executor.htcondor.DagSettings;
import hdw.executor.htcondor.SubmitDescription;
import hdw.executor.slurm.ArrayScript;
import hdw.executor.vanilla.Documents;
import hdw.model.Executor;
import hdw.plan.Intake;
import hdw.plan.JobInput.JobRef;
import hdw.plan.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Everything that a dry run leaves in the run's folder: the same plan gives the same bytes.
 *
 * @param files task by task in the plan's order
 * @param folders of the logs, which must be there before anything is submitted: HTCondor holds a
 *     job without one, and Slurm fails it
 */
public record Rendering(List<RenderedFile> files, List<String> folders) {
  /** Copies the lists. */
  public Rendering {
    files = List.copyOf(files);
    folders = List.copyOf(folders);
  }

  /** The files of a plan, for batch systems as they come. */
  public static Rendering of(Plan plan) {
    return of(plan, Acceptance.USUAL);
  }

  /** The files of a plan. */
  public static Rendering of(Plan plan, Acceptance acceptance) {
    Map<String, RenderedFile> files = new LinkedHashMap<>();
    Set<String> folders = new TreeSet<>();
    for (Batch batch : Batches.of(plan)) {
      Rendering one = of(plan, batch, job -> Intake.ALL, acceptance);
      one.files().forEach(each -> files.put(each.path(), each));
      folders.addAll(one.folders());
    }
    Documents.of(plan).forEach(each -> files.put(each.path(), each));
    return new Rendering(List.copyOf(files.values()), List.copyOf(folders));
  }

  /**
   * A plan for DAGMan: its file, and the files of all jobs, none of which is for Slurm.
   *
   * @param workFolder the workflow's folder, seen from the one that holds the files
   */
  public static Rendering dagman(Plan plan, String workFolder) {
    var settings = DagSettings.of(plan, workFolder);
    var batches = new ArrayList<DagFile.Part>();
    Map<String, RenderedFile> files = new LinkedHashMap<>();
    Set<String> folders = new TreeSet<>();
    for (Batch batch : Batches.of(plan)) {
      TaskFiles shared = TaskFiles.render(plan, batch);
      batches.add(new DagFile.Part(batch, shared));
      folders.addAll(shared.folders());
      files.put(shared.script().path(), shared.script());
      files.put(shared.tablePath(), shared.table());
      RenderedFile description = SubmitDescription.render(plan, batch, shared, settings);
      files.put(description.path(), description);
    }
    var all = new ArrayList<>(DagFile.render(plan, batches));
    all.addAll(files.values());
    return new Rendering(all, List.copyOf(folders));
  }

  /**
   * The files of one batch; the script is the same for all batches of a task.
   *
   * @param intakes which of its inputs each job takes
   */
  public static Rendering of(
      Plan plan, Batch batch, Function<JobRef, Intake> intakes, Acceptance acceptance) {
    TaskFiles shared = TaskFiles.render(plan, batch, intakes);
    var files = new ArrayList<>(List.of(shared.script(), shared.table()));
    if (batch.executor() == Executor.HTCONDOR) {
      files.addAll(SubmitDescription.render(plan, batch, shared, acceptance));
    } else if (batch.executor() == Executor.SLURM) {
      files.addAll(ArrayScript.render(plan, batch, shared, acceptance.maxArraySize()));
    }
    boolean here = batch.executor() == Executor.LOCAL; // then each is made when a job begins
    return new Rendering(files, here ? List.of() : List.copyOf(shared.folders()));
  }
}
