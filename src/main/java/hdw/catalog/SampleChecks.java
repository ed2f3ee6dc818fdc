package hdw.catalog;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.model.Id;
import hdw.model.Type;
import hdw.model.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What can be wrong with samples once their files are known. */
final class SampleChecks {
  private final Diagnostics diagnostics;

  SampleChecks(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  void check(List<Sample> samples) {
    samples.forEach(this::checkName);
    Twins twins = Twins.among(samples.stream().map(each -> each.files().places()).toList());
    samples.forEach(each -> checkFiles(each, twins));
    checkShared(samples, twins);
    checkMetadata(samples);
  }

  private void checkName(Sample sample) {
    if (!Id.canHold(sample.name())) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0213,
                  sample.span(),
                  "the name of sample `" + sample.name() + "` cannot stand in an id")
              .hint("use letters, digits and . _ + - / only"));
    }
  }

  private void checkFiles(Sample sample, Twins twins) {
    if (sample.files().size() == 0) {
      diagnostics.add(
          Diagnostic.of(Code.HDW0501, sample.span(), "sample `" + sample.name() + "` has no files")
              .hint("remove the sample, or mend what its `files` name"));
    }
    var seen = new HashMap<String, String>();
    for (String each : twins.in(sample.files())) {
      String earlier = seen.putIfAbsent(LogicalName.of(each), each);
      if (earlier != null) {
        diagnostics.add(
            Diagnostic.of(
                    Code.HDW0503,
                    sample.span(),
                    "`" + each + "` stands twice in sample `" + sample.name() + "`")
                .note(
                    earlier.equals(each)
                        ? "its events would be counted twice"
                        : "the other time as `" + earlier + "`; its events would be counted twice")
                .hint("name it once"));
        return;
      }
    }
  }

  private void checkShared(List<Sample> samples, Twins twins) {
    Map<String, Sample> owners = new HashMap<>();
    for (Sample sample : samples) {
      for (String each : twins.in(sample.files())) {
        Sample owner = owners.putIfAbsent(LogicalName.of(each), sample);
        if (owner != null && !owner.name().equals(sample.name())) {
          diagnostics.add(
              Diagnostic.of(
                      Code.HDW0504,
                      sample.span(),
                      "`" + each + "` is also in sample `" + owner.name() + "`")
                  .note("the other sample is declared at", owner.span()));
          break;
        }
      }
    }
  }

  private void checkMetadata(List<Sample> samples) {
    Map<String, Map.Entry<Type, Sample>> first = new LinkedHashMap<>();
    for (Sample sample : samples) {
      for (Map.Entry<String, Value> each : sample.metadata().entrySet()) {
        Type type = each.getValue().type();
        var earlier = first.putIfAbsent(each.getKey(), Map.entry(type, sample));
        if (earlier != null && earlier.getKey() != type) {
          diagnostics.add(
              Diagnostic.of(
                      Code.HDW0310,
                      sample.span(),
                      "`"
                          + each.getKey()
                          + "` of sample `"
                          + sample.name()
                          + "` is "
                          + type.phrase()
                          + " but "
                          + earlier.getKey().phrase()
                          + " in sample `"
                          + earlier.getValue().name()
                          + "`")
                  .note("the other sample is declared at", earlier.getValue().span()));
        }
      }
    }
  }
}
