package hdw.compile;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The files of {@code workflows/}, packed with hdw. */
public final class Shipped {
  private static final List<String> NAMES =
      List.of("higgsdna", "rules/standard", "sites/local", "sites/lxplus", "sites/slurm");

  private Shipped() {}

  /** The names by which {@code use} finds them, sorted. */
  public static List<String> names() {
    return NAMES;
  }

  /** The bytes of a shipped file; nothing where there is none of that name. */
  public static Optional<byte[]> read(String name) throws IOException {
    boolean known =
        NAMES.contains(name.endsWith(".hdw") ? name.substring(0, name.length() - 4) : name);
    if (!known) {
      return Optional.empty();
    }
    try (InputStream in = Shipped.class.getResourceAsStream("/hdw/workflows/" + name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    }
  }
}
