package hdw.model;

import hdw.diagnostic.Span;
import java.util.Map;
import java.util.Optional;

/** A declaration that gives samples. */
public sealed interface SampleSource {

  /** Where it was declared. */
  Span span();

  /** What it says of files that are not as they should be. */
  Leniency leniency();

  /** Metadata that the block gives, by name. */
  Map<String, Setting> metadata();

  /** {@code sample DY { files = ... }}. */
  record Single(
      Span span,
      String name,
      Setting files,
      Optional<Setting> tree,
      Leniency leniency,
      Map<String, Setting> metadata)
      implements SampleSource {}

  /** {@code samples from "mc.json" { ... }}. */
  record File(Span span, Expression path, Leniency leniency, Map<String, Setting> metadata)
      implements SampleSource {}
}
