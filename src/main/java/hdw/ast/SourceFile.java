package hdw.ast;

import hdw.diagnostic.Source;
import java.util.List;

/**
 * One {@code .hdw} file as written.
 *
 * @param declarations in the file's order; only those up to the first syntax error
 */
public record SourceFile(Source source, List<Declaration> declarations) {

  /** Copies the list. */
  public SourceFile {
    declarations = List.copyOf(declarations);
  }
}
