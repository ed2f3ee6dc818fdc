package hdw;

import hdw.cli.Terminal;
import hdw.compile.Compilation;
import hdw.compile.Compiler;
import hdw.executor.local.ShellLookUp;
import hdw.remote.Remote;
import hdw.root.Compression;
import hdw.root.WrittenFile;
import hdw.scan.FileScan;
import hdw.scan.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A folder in which the examples of a page are tried, in the order of the page. */
final class Workbench {
  /** What differs from run to run: the stamp of a run, times, the machine, what was measured. */
  private static final List<Pattern> CHANGING =
      List.of(
          Pattern.compile("_\\d{8}_\\d{6}(\\.\\d+)?"),
          Pattern.compile("(?<=\\bin |after )[\\d.]+( min \\d+)? s\\b"),
          Pattern.compile("(?m)(?<=\\) on )\\S+$"),
          // memory is measured now and then, or counted by the kernel, which kills by itself
          Pattern.compile("(?<=used )[\\d.]+ [KMG]B(?= of)"),
          Pattern.compile("(?<=after \\*)( and [\\d.]+ [KMG]B)?(?=: )"),
          Pattern.compile("(?<=MB; exit code )\\d+"),
          Pattern.compile("(?<=ran )\\d+ s(?= of)"),
          Pattern.compile("(?<=as process )\\d+"),
          Pattern.compile("(?<=attempts? is )[\\d.]+ \\w+(?=, the most)"),
          Pattern.compile("(?m)(?<=, the most )[\\d.]+ \\w+$"));

  private final Path folder;
  private final Terminal terminal;

  Workbench(Path folder) throws IOException {
    this.folder = folder.toRealPath();
    this.terminal =
        new Terminal(
            this.folder,
            Map.of(
                "XDG_STATE_HOME", folder.resolve(".state").toString(),
                "XDG_CACHE_HOME", cache().toString()));
  }

  private Path cache() {
    return folder.resolve(".cache");
  }

  /** Writes a file, and the folders above it. */
  void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Writes a ROOT file, and the folders above it. */
  void root(String name, String tree, long entries, long cluster) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    new WrittenFile().compressed(Compression.ZSTD).tree(tree, entries, cluster).write(file);
  }

  /** Copies the files of a folder. */
  void copy(Path from) throws IOException {
    Folders.copy(from, folder);
  }

  /** Parses, checks and plans a workflow. */
  Compilation compile(String file) throws IOException {
    var compiler =
        new Compiler(
            Map.of("HOME", folder.toString()),
            new ShellLookUp(),
            new FileScan(cache(), Workbench::refuse, Progress.NONE));
    return compiler.compile(folder.resolve(file), Compiler.Options.PLAIN);
  }

  private static Remote refuse() {
    throw new AssertionError("the pages ask no server");
  }

  /** Runs a command line: {@code hdw} in this process, anything else in a shell. */
  String type(String command) throws IOException, InterruptedException {
    String[] words = command.split("\\s+", -1);
    if (!words[0].equals("hdw") || command.contains("|")) {
      return shell(command);
    }
    String[] arguments =
        Arrays.stream(words)
            .skip(1)
            .map(word -> word.replace("'", ""))
            .map(
                word ->
                    word.endsWith(".hdw") || word.endsWith(".root")
                        ? folder.resolve(word).toString()
                        : word)
            .toArray(String[]::new);
    return terminal.hdw(arguments).text().replace(folder + "/", "");
  }

  private String shell(String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("bash", "-c", command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    try (InputStream out = process.getInputStream()) {
      String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return text;
    }
  }

  /** Types all lines that begin with {@code $}, and gives the session as it really went. */
  String session(String written) throws IOException, InterruptedException {
    var said = new ArrayList<String>();
    for (String each : written.lines().filter(line -> line.startsWith("$ ")).toList()) {
      said.add(each + "\n" + ended(type(each.substring(2))));
    }
    return String.join("", said);
  }

  private static String ended(String text) {
    return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
  }

  /** A text without what differs from run to run, nor blanks at the ends of lines. */
  static String masked(String text) {
    String masked = text;
    for (Pattern each : CHANGING) {
      masked = each.matcher(masked).replaceAll("*");
    }
    return masked.replaceAll("(?m)[ \\t]+$", "").replaceAll("\n{2,}", "\n").strip() + "\n";
  }
}
