package hdw.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A person at a terminal in a folder: writes files, types commands, reads what comes out. */
final class Session {
  private final Path folder;
  private String out = "";
  private String err = "";

  Session(Path folder) {
    this.folder = folder;
  }

  /** Writes a file of the folder. */
  Session file(String name, String text) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    return this;
  }

  /** Types a command; {@code @} in front of a word stands for the folder. */
  ExitCode hdw(String... words) {
    var outBytes = new ByteArrayOutputStream();
    var errBytes = new ByteArrayOutputStream();
    var environment =
        Map.of(
            "PATH", System.getenv("PATH"),
            "XDG_STATE_HOME", folder.resolve("state").toString(),
            "XDG_CACHE_HOME", folder.resolve("cache").toString());
    String[] arguments = new String[words.length];
    for (int i = 0; i < words.length; i++) {
      arguments[i] =
          words[i].startsWith("@") ? folder.resolve(words[i].substring(1)).toString() : words[i];
    }
    try (var outStream = new PrintStream(outBytes, true, StandardCharsets.UTF_8);
        var errStream = new PrintStream(errBytes, true, StandardCharsets.UTF_8)) {
      return Main.run(
          arguments, new Console(outStream, errStream, environment, folder, false, false));
    } finally {
      out = outBytes.toString(StandardCharsets.UTF_8);
      err = errBytes.toString(StandardCharsets.UTF_8);
    }
  }

  /** What the last command printed as its result. */
  String out() {
    return out;
  }

  /** What the last command said besides. */
  String err() {
    return err;
  }

  /** The text of a file of the folder. */
  String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  boolean exists(String name) {
    return Files.exists(folder.resolve(name));
  }

  Path folder() {
    return folder;
  }
}
