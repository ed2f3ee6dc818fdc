package hdw.higgsdna;

import hdw.catalog.SampleJson;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Source;
import hdw.diagnostic.Suggestion;
import hdw.model.Id;
import hdw.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts a sample JSON and an analysis JSON together, and says where they disagree. */
final class DatasetReader {
  private final AnalysisJson analysis;
  private final Diagnostics diagnostics;

  /**
   * The datasets of a sample JSON that run.
   *
   * @param complete whether the file has no others
   */
  record Found(List<Dataset> datasets, boolean complete) {}

  DatasetReader(AnalysisJson analysis, Diagnostics diagnostics) {
    this.analysis = analysis;
    this.diagnostics = diagnostics;
  }

  /**
   * The datasets that HiggsDNA would run, in the order of the sample JSON: those with a year, as
   * newer versions leave out the others.
   */
  Found read(Source samples) {
    Optional<Json> json = JsonTree.read(samples, diagnostics);
    if (!(json.orElse(new Json.Plain(samples.span(0, 0))) instanceof Json.Keyed whole)) {
      json.ifPresent(each -> SampleJson.read(samples, diagnostics));
      return new Found(List.of(), false);
    }
    Map<String, SampleJson.Entry> entries =
        SampleJson.read(samples, diagnostics).stream()
            .collect(
                Collectors.toMap(
                    SampleJson.Entry::name, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    Set<String> told = reportUnknown(entries.keySet());
    var datasets = new ArrayList<Dataset>();
    for (SampleJson.Entry each : entries.values()) {
      if (analysis.of(AnalysisJson.YEAR, each.name()).isEmpty()) {
        reportYearless(each, told);
      } else {
        check(each);
        boolean bare = !(whole.fields().get(each.name()).value() instanceof Json.Keyed);
        datasets.add(dataset(each, bare));
      }
    }
    if (datasets.isEmpty() && !diagnostics.hasErrors()) {
      diagnostics.add(
          Code.HDW0523, analysis.samplejsonSpan(), "no dataset of this file is in `year`");
    }
    return new Found(datasets, datasets.size() == entries.size());
  }

  private Dataset dataset(SampleJson.Entry entry, boolean bare) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (String key : analysis.perDataset().keySet()) {
      names.put(key, analysis.of(key, entry.name()).map(Names::names).orElse(List.of()));
    }
    Optional<String> tree =
        Optional.ofNullable(entry.metadata().get("tree")).map(Value::text).filter(each -> !bare);
    List<String> files = entry.files().stream().flatMap(List::stream).toList();
    return new Dataset(entry.name(), files, bare, tree, names);
  }

  private void check(SampleJson.Entry entry) {
    if (entry.files().isEmpty()) {
      diagnostics.add(
          Diagnostic.of(Code.HDW0501, entry.span(), "dataset `" + entry.name() + "` has no files")
              .note("a look-up that failed writes such a list; HiggsDNA says nothing")
              .hint("look it up again, or remove it"));
    }
    if (!Id.canHold(entry.name()) || entry.name().contains("/")) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0213,
                  entry.span(),
                  "the name of dataset `" + entry.name() + "` cannot stand in an id")
              .hint("use letters, digits and . _ + - only, here and in the analysis JSON"));
    }
  }

  /** Reports what the analysis says of datasets that are not there; gives those that were meant. */
  private Set<String> reportUnknown(Set<String> known) {
    Set<String> meant = new LinkedHashSet<>();
    analysis
        .perDataset()
        .forEach(
            (key, datasets) ->
                datasets.forEach(
                    (name, names) -> {
                      if (!known.contains(name)) {
                        Optional<String> nearest = Suggestion.nearest(name, known);
                        nearest.ifPresent(meant::add);
                        diagnostics.add(
                            Diagnostic.of(
                                    Code.HDW0525,
                                    names.key(),
                                    "`" + analysis.samplejson() + "` has no dataset `" + name + "`")
                                .note("HiggsDNA leaves it out of `" + key + "`")
                                .hint(nearest.map(each -> "did you mean `" + each + "`?")));
                      }
                    }));
    return meant;
  }

  private void reportYearless(SampleJson.Entry entry, Set<String> told) {
    if (!told.contains(entry.name())) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0526, entry.span(), "dataset `" + entry.name() + "` is not in `year`")
              .note("HiggsDNA leaves it out, and so does the workflow")
              .hint("add it to `year` of `" + analysis.name() + "`, or remove it here"));
    }
  }
}
