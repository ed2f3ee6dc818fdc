package hdw.higgsdna;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.diagnostic.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks an analysis JSON key by key. */
final class AnalysisReader {
  /** What {@code run_analysis.py} takes out of the file without asking, so that each is needed. */
  private static final List<String> REQUIRED =
      List.of(
          AnalysisJson.SAMPLES,
          "workflow",
          "metaconditions",
          AnalysisJson.YEAR,
          "systematics",
          "corrections");

  private static final List<String> PER_DATASET =
      List.of(AnalysisJson.YEAR, "systematics", "corrections");

  /** For these, saying nothing of any dataset is a usual thing to say. */
  private static final Set<String> MAY_BE_EMPTY = Set.of("systematics", "corrections");

  /** What it asks for besides; any other key reaches the processor as it is. */
  private static final List<String> OPTIONAL =
      List.of("taggers", "bTagEffFileName", "analysis", "split_mc");

  /** The eras that HiggsDNA knows; it refuses a bare {@code 2016}, {@code 2022} or {@code 2023}. */
  private static final List<String> YEARS =
      List.of(
          "2016preVFP",
          "2016postVFP",
          "2017",
          "2018",
          "2022preEE",
          "2022postEE",
          "2023preBPix",
          "2023postBPix",
          "2024",
          "2025");

  private final Diagnostics diagnostics;

  AnalysisReader(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  Optional<AnalysisJson> read(String name, Json json) {
    int before = errors();
    if (!(json instanceof Json.Keyed whole)) {
      wrong(
          json.span(), "an analysis JSON is an object", "{\"samplejson\": \"samples.json\", ...}");
      return Optional.empty();
    }
    checkKeys(whole);
    Optional<Json.Text> samples = text(whole, AnalysisJson.SAMPLES);
    text(whole, "workflow");
    text(whole, "metaconditions");
    Map<String, Map<String, Names>> perDataset = new LinkedHashMap<>();
    for (String key : PER_DATASET) {
      Optional.ofNullable(whole.fields().get(key))
          .ifPresent(field -> perDataset.put(key, datasets(key, field.value())));
    }
    perDataset.getOrDefault(AnalysisJson.YEAR, Map.of()).values().forEach(this::checkYears);
    if (errors() > before || samples.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Json> keys = new LinkedHashMap<>();
    whole.fields().forEach((key, field) -> keys.put(key, field.value()));
    Json.Text path = samples.get();
    return Optional.of(new AnalysisJson(name, path.text(), path.span(), keys, perDataset));
  }

  private int errors() {
    return (int) diagnostics.all().stream().filter(Diagnostic::isError).count();
  }

  /** A misspelt key is told once: as the needed one that it was meant to be, or else by itself. */
  private void checkKeys(Json.Keyed whole) {
    Set<String> known = new LinkedHashSet<>(REQUIRED);
    known.addAll(OPTIONAL);
    Set<String> missing = new LinkedHashSet<>(REQUIRED);
    missing.removeAll(whole.fields().keySet());
    whole.fields().entrySet().stream()
        .filter(each -> !known.contains(each.getKey()))
        .forEach(each -> unknown(each.getKey(), each.getValue().key(), known, missing));
    if (!missing.isEmpty()) {
      int start = whole.span().start();
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0521,
                  whole.span().source().span(start, start + 1),
                  (missing.size() == 1 ? "the key " : "the keys ") + listed(missing) + " missing")
              .note("run_analysis.py ends with `KeyError`")
              .hint(
                  MAY_BE_EMPTY.containsAll(missing)
                      ? Optional.of("where there is nothing to say, write `{}`")
                      : Optional.empty()));
    }
  }

  private static String listed(Set<String> keys) {
    return keys.stream().map(each -> "`" + each + "`").collect(Collectors.joining(", "))
        + (keys.size() == 1 ? " is" : " are");
  }

  private void unknown(String name, Span span, Set<String> known, Set<String> missing) {
    Optional<String> meant = Suggestion.nearest(name, known);
    if (meant.isPresent() && missing.remove(meant.get())) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0521, span, "`" + name + "` stands where `" + meant.get() + "` is needed")
              .hint("did you mean `" + meant.get() + "`?"));
    } else if (meant.isPresent()) {
      diagnostics.add(
          Diagnostic.of(Code.HDW0522, span, "HiggsDNA does not know the key `" + name + "`")
              .note("it is passed on to the processor as it is")
              .hint("did you mean `" + meant.get() + "`?"));
    }
  }

  private Optional<Json.Text> text(Json.Keyed whole, String key) {
    if (!whole.fields().containsKey(key)) {
      return Optional.empty();
    }
    Json value = whole.fields().get(key).value();
    if (value instanceof Json.Text text) {
      return Optional.of(text);
    }
    wrong(value.span(), "`" + key + "` is a text", "\"...\"");
    return Optional.empty();
  }

  private Map<String, Names> datasets(String key, Json value) {
    Map<String, Names> datasets = new LinkedHashMap<>();
    if (!(value instanceof Json.Keyed object)) {
      wrong(
          value.span(),
          "`" + key + "` has a list of texts for each dataset",
          "{\"DYto2L\": [\"...\"]}");
      return datasets;
    }
    object.fields().forEach((name, field) -> datasets.put(name, names(key, field)));
    return datasets;
  }

  private Names names(String key, Json.Field field) {
    Json value = field.value();
    var names = new ArrayList<String>();
    if (value instanceof Json.Listed list) {
      list.elements().forEach(each -> name(each).ifPresent(names::add));
      if (list.elements().isEmpty() && key.equals(AnalysisJson.YEAR)) {
        wrong(value.span(), "this dataset has no year", "[\"2022postEE\"]");
      }
    } else {
      wrong(
          value.span(),
          "`" + key + "` of a dataset is a list of texts",
          value instanceof Json.Text ? "[" + value.literal() + "]" : "[\"...\"]");
    }
    return new Names(field.key(), value.span(), value.literal(), names);
  }

  private Optional<String> name(Json json) {
    if (!(json instanceof Json.Text text)) {
      wrong(json.span(), "these are texts", "\"" + json.literal().replace("\"", "") + "\"");
      return Optional.empty();
    }
    if (!text.text().matches("[^,\\p{Cntrl}]+")) {
      diagnostics.add(
          Code.HDW0523,
          json.span(),
          "hdw passes on no name that is empty, or has a comma or a line end in it");
    }
    return Optional.of(text.text());
  }

  private void checkYears(Names years) {
    for (String each : years.names()) {
      if (!YEARS.contains(each)) {
        List<String> eras = YEARS.stream().filter(year -> year.startsWith(each)).toList();
        var diagnostic =
            Diagnostic.of(Code.HDW0524, years.value(), "HiggsDNA knows no year `" + each + "`");
        diagnostics.add(
            each.isEmpty() || eras.isEmpty()
                ? diagnostic.hint(
                    Suggestion.didYouMean(each, YEARS)
                        .orElse("it knows " + String.join(", ", YEARS)))
                : diagnostic.hint("say which part: `" + String.join("` or `", eras) + "`"));
      }
    }
  }

  private void wrong(Span span, String message, String hint) {
    diagnostics.add(Diagnostic.of(Code.HDW0523, span, message).hint("write `" + hint + "`"));
  }
}
