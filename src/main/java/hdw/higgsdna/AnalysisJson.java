package hdw.higgsdna;

import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Source;
import hdw.diagnostic.Span;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * HiggsDNA's analysis JSON, the file behind {@code run_analysis.py --json-analysis}.
 *
 * @param name the file's name
 * @param samplejson the path of the sample JSON, as written
 * @param samplejsonSpan where that path stands
 * @param keys all keys in the file's order, each with its value
 * @param perDataset for {@code year}, {@code systematics} and {@code corrections} what they say of
 *     each dataset
 */
record AnalysisJson(
    String name,
    String samplejson,
    Span samplejsonSpan,
    Map<String, Json> keys,
    Map<String, Map<String, Names>> perDataset) {

  /** The key of the sample JSON's path. */
  static final String SAMPLES = "samplejson";

  /** The key of each dataset's data-taking era. */
  static final String YEAR = "year";

  /** Keeps the order. */
  AnalysisJson {
    keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    perDataset = Collections.unmodifiableMap(new LinkedHashMap<>(perDataset));
  }

  /** Reads a file; nothing, with reports, where {@code run_analysis.py} could not use it. */
  static Optional<AnalysisJson> read(Source source, Diagnostics diagnostics) {
    return JsonTree.read(source, diagnostics)
        .flatMap(json -> new AnalysisReader(diagnostics).read(source.name(), json));
  }

  /** What a key says of a dataset; empty where it says nothing, which HiggsDNA takes for none. */
  Optional<Names> of(String key, String dataset) {
    return Optional.ofNullable(perDataset.getOrDefault(key, Map.of()).get(dataset));
  }
}
