package hdw.preflight;

import hdw.executor.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** What becomes of a user's processes when he logs out, as systemd-logind has it. */
public enum Logout {
  /** They go on. */
  GO_ON,
  /** They go on where they are moved out of the session first: {@code systemd-run --scope}. */
  GO_ON_IN_SCOPE,
  /** They end with the last session of the user, as he does not linger. */
  END_WITH_LAST_SESSION,
  /** They end. */
  END;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Pattern SESSION = Pattern.compile("/session-[^/\\n]+\\.scope");
  private static final Pattern USER_MANAGER = Pattern.compile("/user@\\d+\\.service");

  /**
   * What becomes of those of this process.
   *
   * @param root {@code /}, or where a test keeps what would be there
   */
  public static Logout of(Path root, String user, Program program) throws IOException {
    if (!Files.isDirectory(root.resolve("run/systemd/system"))) {
      return GO_ON; // the folder by which sd_booted(3) knows systemd
    }
    Path group = root.resolve("proc/self/cgroup");
    String groups = Files.isReadable(group) ? Files.readString(group) : "";
    if (USER_MANAGER.matcher(groups).find()) {
      return lingers(root, user, program) ? GO_ON : END_WITH_LAST_SESSION;
    }
    if (!SESSION.matcher(groups).find() || !LogoutSettings.of(root, program).ends(user)) {
      return GO_ON;
    }
    // lingering spares what is below the user's own manager, not what a session holds
    return lingers(root, user, program) ? GO_ON_IN_SCOPE : END;
  }

  private static boolean lingers(Path root, String user, Program program) {
    if (Files.exists(root.resolve("var/lib/systemd/linger").resolve(user))) {
      return true;
    }
    try {
      return program
          .run(Path.of("/"), List.of("loginctl", "show-user", user, "-p", "Linger"), PATIENCE)
          .out()
          .strip()
          .equals("Linger=yes");
    } catch (IOException silent) {
      return false;
    }
  }
}
