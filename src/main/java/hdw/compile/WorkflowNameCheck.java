package hdw.compile;

import hdw.ast.Declaration;
import hdw.ast.SourceFile;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;

/** Checks that {@code workflow NAME} stands once, first, and only in a file that is run. */
final class WorkflowNameCheck {
  private final Diagnostics diagnostics;

  WorkflowNameCheck(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  void check(SourceFile file, boolean own) {
    for (int i = 0; i < file.declarations().size(); i++) {
      if (file.declarations().get(i) instanceof Declaration.WorkflowName name && (i > 0 || !own)) {
        diagnostics.add(
            Diagnostic.of(
                    Code.HDW0107,
                    name.span(),
                    own
                        ? "`workflow " + name.name().text() + "` comes first in a file, and once"
                        : "a file that is used has no workflow name")
                .hint(own ? "move it to the top" : "remove the line, or run this file by itself"));
      }
    }
  }
}
