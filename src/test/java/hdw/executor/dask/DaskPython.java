package hdw.executor.dask;

import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * The Python with which tests bring clusters of Dask: {@code HDW_DASK_PYTHON}, or {@code python3}
 * on the path. Where it has no {@code distributed} they are skipped and say so.
 */
public final class DaskPython {
  private static final String WORDS =
      "there is no Python with distributed: HDW_DASK_PYTHON names one";

  private DaskPython() {}

  /** Its name, or the path that is given for it. */
  public static String name() {
    return System.getenv().getOrDefault("HDW_DASK_PYTHON", "python3");
  }

  /** Skips the test where it is missing; {@code HDW_ENGINES_REQUIRED=1} makes that a failure. */
  public static void assume() {
    boolean found = isThere();
    if ("1".equals(System.getenv("HDW_ENGINES_REQUIRED"))) {
      assertTrue(found, "HDW_ENGINES_REQUIRED=1, but " + WORDS);
    }
    Assumptions.assumeTrue(found, WORDS);
  }

  private static boolean isThere() {
    try {
      return new ChildProcess()
              .run(Path.of("."), List.of(name(), "-c", "import distributed"), Duration.ofMinutes(2))
              .exit()
          == 0;
    } catch (IOException none) {
      return false;
    }
  }
}
