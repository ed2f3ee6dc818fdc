package hdw.catalog;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.diagnostic.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys of a sample in a JSON file: any name may be metadata, so that a slip of the keyboard in
 * one that means something to hdw would never be seen.
 */
record JsonKeys(Map<String, Span> spans) {
  private static final List<String> KNOWN = List.of("files", "tree", "treename", "metadata");

  /** Names that look like a slip, but beside `files` are metadata. */
  private static final List<String> MEANT = List.of("file", "trees");

  /** Reports keys that are nearly a known one; whether the sample has no files because of one. */
  boolean check(String sample, Diagnostics diagnostics) {
    boolean lost = false;
    for (Map.Entry<String, Span> each : spans.entrySet()) {
      Optional<String> nearest = isMeant(each.getKey()) ? Optional.empty() : nearest(each);
      if (nearest.isPresent()) {
        boolean files = nearest.get().equals("files") && !spans.containsKey("files");
        diagnostics.add(
            Diagnostic.of(
                    files ? Code.HDW0501 : Code.HDW0557,
                    each.getValue(),
                    "sample `"
                        + sample
                        + "` has "
                        + (files ? "no files, but a key `" : "a metadatum `")
                        + each.getKey()
                        + "`")
                .hint("did you mean `" + nearest.get() + "`?"));
        lost |= files;
      }
    }
    return lost;
  }

  private boolean isMeant(String key) {
    return KNOWN.contains(key) || spans.containsKey("files") && MEANT.contains(key);
  }

  private static Optional<String> nearest(Map.Entry<String, Span> key) {
    return Suggestion.nearest(key.getKey(), KNOWN);
  }
}
