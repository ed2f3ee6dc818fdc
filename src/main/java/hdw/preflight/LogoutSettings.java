package hdw.preflight;

import hdw.executor.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Whose processes systemd-logind ends at logout: logind.conf(5).
 *
 * @param values by name, as they are written
 */
record LogoutSettings(Map<String, String> values) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String KILL = "KillUserProcesses";
  private static final String ONLY = "KillOnlyUsers";
  private static final String EXCLUDE = "KillExcludeUsers";

  /** The folders of settings, what counts least first: systemd.unit(5) calls this their order. */
  private static final List<String> FOLDERS =
      List.of("usr/lib/systemd", "usr/local/lib/systemd", "run/systemd", "etc/systemd");

  /** What logind says of itself; where it does not, what stands in its files below {@code root}. */
  static LogoutSettings of(Path root, Program program) throws IOException {
    try {
      Program.Answer answer =
          program.run(
              Path.of("/"),
              List.of("loginctl", "show-user", "-p", KILL, "-p", ONLY, "-p", EXCLUDE),
              PATIENCE);
      if (answer.exit() == 0 && answer.out().contains(KILL + "=")) {
        return new LogoutSettings(read(answer.out()));
      }
    } catch (IOException silent) {
      // then the files tell
    }
    return new LogoutSettings(read(root));
  }

  /**
   * Whether what a user started in a session is ended with it. The order is that of {@code
   * manager_shall_kill} in systemd's source: exceptions, then those named, then all.
   */
  boolean ends(String user) {
    List<String> excluded = words(values.getOrDefault(EXCLUDE, ""));
    if (excluded.contains(user) || excluded.isEmpty() && user.equals("root")) {
      return false;
    }
    List<String> only = words(values.getOrDefault(ONLY, ""));
    return only.isEmpty()
        ? List.of("yes", "true", "on", "1").contains(values.getOrDefault(KILL, "no"))
        : only.contains(user);
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+")).filter(each -> !each.isEmpty()).toList();
  }

  /** One file, of which the last folder's counts, and then every addition by its name. */
  private static Map<String, String> read(Path root) throws IOException {
    var files = new TreeMap<String, Path>();
    Path main = root.resolve("etc/systemd/logind.conf");
    for (String each : FOLDERS) {
      Path folder = root.resolve(each);
      main =
          Files.isRegularFile(folder.resolve("logind.conf")) ? folder.resolve("logind.conf") : main;
      Path additions = folder.resolve("logind.conf.d");
      if (Files.isDirectory(additions)) {
        try (Stream<Path> all = Files.list(additions)) {
          all.filter(file -> file.toString().endsWith(".conf"))
              .forEach(file -> files.put(file.getFileName().toString(), file));
        }
      }
    }
    var values = new LinkedHashMap<String, String>();
    if (Files.isRegularFile(main)) {
      String text = Files.readString(main);
      // what a distribution compiled in stands there as a comment
      values.putAll(read(text.replaceAll("(?m)^#(?=" + KILL + "=)", "")));
      values.putAll(read(text));
    }
    for (Path each : files.values()) {
      values.putAll(read(Files.readString(each)));
    }
    return values;
  }

  private static Map<String, String> read(String text) {
    var values = new LinkedHashMap<String, String>();
    text.lines()
        .map(String::strip)
        .filter(each -> each.startsWith("Kill") && each.contains("="))
        .forEach(
            each ->
                values.put(
                    each.substring(0, each.indexOf('=')).strip(),
                    each.substring(each.indexOf('=') + 1).strip()));
    return values;
  }
}
