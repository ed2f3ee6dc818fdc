package hdw.parse;

import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Source;
import java.util.Optional;

/** Lays out the text of an {@code .hdw} file anew; nothing but white space changes. */
public final class WorkflowFormatter {
  private WorkflowFormatter() {}

  /**
   * Lays out a whole file; the result, laid out again, stays as it is.
   *
   * @return nothing where the file has a syntax error, and then that is reported
   */
  public static Optional<String> format(Source source, Diagnostics diagnostics) {
    Positions positions = Positions.of(source);
    return WorkflowParser.parseTree(positions, diagnostics)
        .map(
            file -> {
              Layout layout = Layout.of(positions);
              file.accept(new DeclarationLayout(layout));
              Folding.fold(layout);
              return CommentColumns.write(LayoutWriter.lines(layout));
            });
  }
}
