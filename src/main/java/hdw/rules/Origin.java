package hdw.rules;

import hdw.diagnostic.Span;
import hdw.model.Value;
import java.util.Optional;

/**
 * One step of how a value came to be.
 *
 * @param source who said so, such as {@code built-in}, {@code task ntuple}, {@code rule big_sample}
 * @param span where; nothing for what is built in
 */
public record Origin(String source, Optional<Span> span, Value value) {

  /**
   * The step as people read it, such as {@code 4 GB (rule big at analysis.hdw:42)}. Places below a
   * folder are written without it, so that the text does not hang on where hdw was called.
   *
   * @param folder as file names begin with it, its slash included
   */
  public String textBelow(String folder) {
    return value.text()
        + " ("
        + source
        + span.map(Span::where)
            .map(where -> where.startsWith(folder) ? where.substring(folder.length()) : where)
            .map(where -> " at " + where)
            .orElse("")
        + ")";
  }
}
