package hdw.run;

import hdw.model.Layout;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder in which HiggsDNA's tools look for what was submitted: {@code
 * .higgs_dna_vanilla_lxplus/<run>/} or {@code .higgs_dna_vanilla_slurm/<run>/} beside the workflow,
 * with {@code input/}, which its code calls {@code inputs}, and {@code jobs/}.
 *
 * <p>Both are the run's own folders of these names, which are links to them: the journal and all
 * else stay where every run has them.
 */
final class VanillaFolder {
  private static final String HOME = ".higgs_dna_";
  private static final List<String> FOLDERS = List.of("input", "jobs");

  private VanillaFolder() {}

  /** Makes it for a run, unless it is there from an earlier driver of the same run. */
  static void make(Layout layout, RunFolder run, Path workFolder) throws IOException {
    Path folder = workFolder.resolve(HOME + layout.word()).resolve(run.name());
    if (FOLDERS.stream().map(run::file).allMatch(VanillaFolder::isLink)) {
      return;
    }
    Files.createDirectories(folder.getParent());
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException other) {
      throw new IOException("`" + folder + "` is there already; it belongs to another run", other);
    }
    Files.createSymbolicLink(folder.resolve("inputs"), Path.of("input"));
    Path seen = run.path().toRealPath().relativize(folder.toRealPath());
    for (String each : FOLDERS) {
      Files.createDirectory(folder.resolve(each));
      Files.createSymbolicLink(run.file(each), seen.resolve(each));
    }
  }

  private static boolean isLink(Path path) {
    return Files.isSymbolicLink(path) && Files.isDirectory(path);
  }
}
