package hdw.executor.dask;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hdw.executor.local.Tools;
import java.util.List;
import java.util.Optional;

/**
 * A Python that has {@code distributed}: the one that {@code HDW_DASK_PYTHON} names, or python3.
 */
public final class DaskPython {
  private static final String WORDS =
      "there is no Python with distributed here; HDW_DASK_PYTHON may name one";

  private DaskPython() {}

  /** Finds it; skips the test where there is none, or fails it where it is required. */
  public static String find() {
    String python = Optional.ofNullable(System.getenv("HDW_DASK_PYTHON")).orElse("python3");
    boolean found =
        new Tools(System.getenv("PATH"))
            .version(List.of(python, "-c", "import distributed as d; print(d.__version__)"))
            .isPresent();
    if ("1".equals(System.getenv("HDW_ENGINES_REQUIRED"))) {
      assertTrue(found, "HDW_ENGINES_REQUIRED=1, but " + WORDS);
    }
    assumeTrue(found, WORDS);
    return python;
  }
}
