package hdw.diagnostic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what the phases have to say; the same thing at the same place is kept once. */
public final class Diagnostics {
  private final List<Diagnostic> found = new ArrayList<>();
  private final Set<Place> places = new LinkedHashSet<>();

  /** Sources are told apart by what they are: several settings are all called {@code --set}. */
  private record Place(Code code, Source source, int start) {}

  /**
   * Keeps a diagnostic, unless one with its code stands at its place already: one mistake, one
   * report.
   */
  public void add(Diagnostic diagnostic) {
    Span span = diagnostic.span();
    if (places.add(new Place(diagnostic.code(), span.source(), span.start()))) {
      found.add(diagnostic);
    }
  }

  /** Keeps a plain diagnostic without notes and hint. */
  public void add(Code code, Span span, String message) {
    add(Diagnostic.of(code, span, message));
  }

  /** How many there are. */
  public int size() {
    return found.size();
  }

  /** Whether an error is among them. */
  public boolean hasErrors() {
    return found.stream().anyMatch(Diagnostic::isError);
  }

  /** All of them, by source in order of first appearance, then by place. */
  public List<Diagnostic> all() {
    if (found.size() < 2) {
      return List.copyOf(found);
    }
    var sources = new ArrayList<Source>();
    for (Diagnostic each : found) {
      if (!sources.contains(each.span().source())) {
        sources.add(each.span().source());
      }
    }
    var sorted = new ArrayList<>(found);
    sorted.sort(
        Comparator.<Diagnostic>comparingInt(each -> sources.indexOf(each.span().source()))
            .thenComparingInt(each -> each.span().start()));
    return sorted;
  }
}
