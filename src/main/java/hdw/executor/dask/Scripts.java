package hdw.executor.dask;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The Python programs that come with hdw; they need the standard library and distributed. */
final class Scripts {
  private static final List<String> NAMES =
      List.of(
          "bridge.py",
          "hub.py",
          "remote.py",
          "scheduling.py",
          "worker.py",
          "hdw_job.py",
          "hdw_processes.py");

  private Scripts() {}

  /** Copies all of them into a folder, over what lies there. */
  static void copyInto(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String name : NAMES) {
      try (InputStream from = Scripts.class.getResourceAsStream("/hdw/dask/" + name)) {
        if (from == null) {
          throw new FileNotFoundException("this hdw was packed without dask/" + name);
        }
        Files.copy(from, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
