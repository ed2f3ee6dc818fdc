package hdw.run;

import hdw.executor.Acceptance;
import hdw.executor.Batch;
import hdw.executor.RenderedFile;
import hdw.executor.Rendering;
import hdw.plan.Intake;
import hdw.plan.JobInput.JobRef;
import hdw.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes the files of batches, each under a name that none with other content has. */
final class BatchFiles {
  private final RunFolder folder;
  private final Acceptance acceptance;
  private final Map<String, Integer> names = new HashMap<>();

  BatchFiles(RunFolder folder, Acceptance acceptance) {
    this.folder = folder;
    this.acceptance = acceptance;
  }

  /**
   * Writes them.
   *
   * @param stem the batch's name, but for its number
   * @param intakes which of its inputs each job takes
   */
  Batch write(Plan plan, String stem, List<Batch.Item> items, Function<JobRef, Intake> intakes)
      throws IOException {
    for (int number = names.getOrDefault(stem, 0) + 1; ; number++) {
      Batch batch = Batch.of(stem, number, items);
      Rendering rendering = Rendering.of(plan, batch, intakes, acceptance);
      if (areFree(rendering.files())) {
        names.put(stem, number);
        folder.write(rendering);
        return batch;
      }
    }
  }

  /** Whether no file of a batch is there with another content; a task's script may change. */
  private boolean areFree(List<RenderedFile> files) throws IOException {
    for (RenderedFile each : files) {
      boolean own = !each.path().endsWith(".sh");
      if (own && Files.exists(folder.file(each.path())) && !folder.holds(each)) {
        return false;
      }
    }
    return true;
  }
}
