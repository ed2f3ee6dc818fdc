package hdw.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Source;
import hdw.eval.EvaluationException;
import hdw.eval.World;
import hdw.model.Value;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The machine as expressions may ask it: its files, its environment, its commands. */
public final class Surroundings implements World {

  /** Runs a shell command in a folder and gives the lines that it prints. */
  @FunctionalInterface
  public interface Shell {
    /** The lines; a failing command is an {@link IOException} with what it said. */
    List<String> run(String line, Path folder) throws IOException;
  }

  /** Lists folders of servers. */
  @FunctionalInterface
  public interface Folders {
    /** Servers that are not asked. */
    Folders NONE =
        folder -> {
          throw new IOException(
              "`" + folder + "` cannot be listed here: name the files with lines() or command()");
        };

    /**
     * The names in a folder, sorted; those of folders end with {@code /}. A folder that is not
     * there has none.
     *
     * @param folder its URL, such as {@code root://host//store/mc/}
     */
    List<String> list(String folder) throws IOException;
  }

  private static final char MARK = '\uFEFF';

  private final Path folder;
  private final Map<String, String> environment;
  private final Shell shell;
  private final Folders folders;

  /** The folder of each file that asked: files are few, and they ask for every job. */
  private final Map<String, Path> bases = new ConcurrentHashMap<>();

  /** Surroundings of a workflow without a network. */
  public Surroundings(Path folder, Map<String, String> environment, Shell shell) {
    this(folder, environment, shell, Folders.NONE);
  }

  /**
   * Surroundings of a workflow.
   *
   * @param folder the folder of the workflow's file, to which the paths that jobs see are relative
   */
  public Surroundings(Path folder, Map<String, String> environment, Shell shell, Folders folders) {
    this.folder = folder.toAbsolutePath().normalize();
    this.environment = environment;
    this.shell = shell;
    this.folders = folders;
  }

  @Override
  public List<String> glob(String pattern, String file) throws IOException {
    if (isUrl(pattern)) {
      return new RemoteGlob(folders).find(pattern);
    }
    var found = new ArrayList<String>();
    try {
      for (Path each : Glob.find(base(file), pattern)) {
        found.add(located(each.toString(), file));
      }
    } catch (InvalidPathException unspeakable) {
      throw new IOException("`" + pattern + "` is no path on this machine", unspeakable);
    }
    return found;
  }

  @Override
  public String read(String path, String file) throws IOException {
    Path found = resolve(base(file), path);
    String text;
    try {
      text = Files.readString(found);
    } catch (NoSuchFileException missing) {
      throw new IOException("there is no file `" + path + "`", missing);
    } catch (MalformedInputException noText) {
      throw new IOException("`" + path + "` is no text file", noText);
    } catch (IOException unreadable) {
      throw new IOException(
          "`" + path + "` cannot be read: " + unreadable.getMessage(), unreadable);
    }
    if (text.indexOf('\0') >= 0) {
      throw new IOException("`" + path + "` is no text file");
    }
    // some editors put a mark in front, which is no part of the text
    return !text.isEmpty() && text.charAt(0) == MARK ? " " + text.substring(1) : text;
  }

  /**
   * Opens a text file; the mark that some editors put in front of it is a blank, as for {@link
   * #read}.
   */
  Reader open(String path, String file) throws IOException {
    var text = new PushbackReader(Files.newBufferedReader(resolve(base(file), path)));
    int first = text.read();
    if (first >= 0) {
      text.unread(first == MARK ? ' ' : first);
    }
    return text;
  }

  @Override
  public Value json(String path, List<String> keys, String file)
      throws IOException, EvaluationException {
    String text = read(path, file);
    var source = new Source(located(path, file), text);
    Optional<Diagnostic> odd = BrokenJson.nul(source);
    if (odd.isPresent()) {
      throw new EvaluationException(odd.get());
    }
    JsonNode node;
    try {
      node =
          new ObjectMapper()
              .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
              .readTree(text);
    } catch (JsonProcessingException broken) {
      throw new EvaluationException(BrokenJson.of(source, broken));
    }
    for (String key : keys) {
      node = node.path(key);
    }
    return value(node)
        .orElseThrow(
            () ->
                new IOException(
                    "`"
                        + path
                        + "` has no text, number, truth value or list "
                        + (keys.isEmpty()
                            ? "at its top"
                            : "under `" + String.join("` `", keys) + "`")));
  }

  private static Optional<Value> value(JsonNode node) {
    if (node.isTextual()) {
      return Optional.of(new Value.Text(node.textValue()));
    }
    if (node.isNumber()) {
      return BrokenJson.number(node.decimalValue());
    }
    if (node.isBoolean()) {
      return Optional.of(new Value.Truth(node.booleanValue()));
    }
    if (!node.isArray()) {
      return Optional.empty();
    }
    var elements = new ArrayList<Value>();
    for (JsonNode each : node) {
      Optional<Value> element = value(each);
      if (element.isEmpty()) {
        return Optional.empty();
      }
      elements.add(element.get());
    }
    return Optional.of(new Value.Listed(elements));
  }

  @Override
  public List<String> command(String line, String file) throws IOException {
    return shell.run(line, base(file)).stream()
        .map(String::strip)
        .filter(each -> !each.isEmpty() && each.indexOf('\0') < 0)
        .toList();
  }

  @Override
  public Optional<String> environment(String name) {
    return Optional.ofNullable(environment.get(name));
  }

  @Override
  public boolean exists(String path, String file) {
    return Files.exists(resolve(base(file), path));
  }

  @Override
  public String resolved(String path, String file) {
    return resolve(base(file), path).toString();
  }

  @Override
  public String located(String path, String file) {
    if (isUrl(path) || path.startsWith("/")) {
      return path;
    }
    Path found = base(file);
    return found.equals(folder)
        ? path
        : folder.relativize(resolve(found, path).normalize()).toString();
  }

  /** The file that a located path names; nothing for a URL. */
  public Optional<Path> path(String located) {
    return isUrl(located) ? Optional.empty() : Optional.of(resolve(folder, located));
  }

  /** Whether a path names something that is reached over the network. */
  public static boolean isUrl(String path) {
    int colon = path.indexOf("://");
    boolean plain = colon > 0;
    for (int i = 0; plain && i < colon; i++) {
      plain = Character.isLetterOrDigit(path.charAt(i)) || path.charAt(i) == '+';
    }
    return plain;
  }

  /** A path; a name that this machine cannot spell, as in a plain C locale, names no file. */
  private static Path resolve(Path base, String path) {
    try {
      return base.resolve(path);
    } catch (InvalidPathException unspeakable) {
      return base.resolve(path.replaceAll("[^ -~]", "_") + "?");
    }
  }

  private Path base(String file) {
    return bases.computeIfAbsent(
        file,
        name -> {
          Path parent = Path.of(name).toAbsolutePath().normalize().getParent();
          return parent == null ? folder : parent;
        });
  }
}
