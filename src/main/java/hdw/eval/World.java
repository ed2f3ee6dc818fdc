package hdw.eval;

import hdw.model.Value;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What an expression may ask of the machine; every path is resolved against the folder of the file
 * that wrote it.
 */
public interface World {

  /**
   * The files that a pattern matches, sorted by name, spelt as the pattern was (relative patterns
   * give relative paths).
   *
   * @param file the name of the file that wrote the pattern
   */
  List<String> glob(String pattern, String file) throws IOException;

  /** The text of a file. */
  String read(String path, String file) throws IOException;

  /**
   * What a JSON file holds below a chain of keys: a text, a number, a truth value or a list of
   * them.
   *
   * @throws IOException when the file cannot be read, or holds no such thing
   * @throws EvaluationException with a place in the JSON file where that is broken
   */
  Value json(String path, List<String> keys, String file) throws IOException, EvaluationException;

  /** The lines that a shell command prints. */
  List<String> command(String line, String file) throws IOException;

  /** A variable of the environment. */
  Optional<String> environment(String name);

  /** Whether a path exists. */
  boolean exists(String path, String file);

  /**
   * The path of a file that {@code file} names, good for being {@code file} in another question.
   */
  String resolved(String path, String file);

  /** A path as jobs see it: relative ones made relative to the workflow's folder. */
  String located(String path, String file);
}
