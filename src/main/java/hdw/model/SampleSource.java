package hdw.model;

import hdw.diagnostic.Span;
import java.util.Map;
import java.util.Optional;

/** A declaration that gives samples. */
public sealed interface SampleSource {

  /** Where it was declared. */
  Span span();

  /** Metadata that the block gives, by name. */
  Map<String, Setting> metadata();

  /** {@code sample DY { files = ... }}. */
  record Single(
      Span span,
      String name,
      Setting files,
      Optional<Setting> tree,
      boolean skipMissing,
      Map<String, Setting> metadata)
      implements SampleSource {}

  /** {@code samples from "mc.json" { ... }}. */
  record File(Span span, Expression path, boolean skipMissing, Map<String, Setting> metadata)
      implements SampleSource {}
}
