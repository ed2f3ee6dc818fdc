package hdw.plan;

import hdw.catalog.Sample;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.model.Value;
import hdw.units.Count;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Cuts samples into chunks of whole files: so many files, so many bytes, or so many jobs. */
final class Splitter {
  private final Diagnostics diagnostics;

  Splitter(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /**
   * The chunks of the samples, each cut by itself.
   *
   * @param split a count, a size or a time
   * @return nothing, with a report, where hdw cannot split that way
   */
  Optional<Chunks> split(List<Sample> samples, Value split, Span span) {
    var sampleIndex = IntStream.builder();
    var from = IntStream.builder();
    var to = IntStream.builder();
    for (int s = 0; s < samples.size(); s++) {
      Optional<int[]> cuts = cuts(samples.get(s), split, span);
      if (cuts.isEmpty()) {
        return Optional.empty();
      }
      int begin = 0;
      for (int end : cuts.get()) {
        sampleIndex.add(s);
        from.add(begin);
        to.add(end);
        begin = end;
      }
    }
    return Optional.of(
        new Chunks(
            samples, sampleIndex.build().toArray(), from.build().toArray(), to.build().toArray()));
  }

  /** The end of each chunk in the list of the sample's files, ascending. */
  private Optional<int[]> cuts(Sample sample, Value split, Span span) {
    int files = sample.files().size();
    if (split instanceof Value.Size size) {
      return bySize(sample, size.amount().bytes(), span);
    }
    if (split instanceof Value.Counted counted && counted.count().unit() == Count.Unit.FILES) {
      int width = (int) Math.min(counted.count().amount(), Math.max(1, files));
      return Optional.of(
          IntStream.range(0, (files + width - 1) / width)
              .map(i -> Math.min(files, (i + 1) * width))
              .toArray());
    }
    if (split instanceof Value.Counted counted && counted.count().unit() == Count.Unit.JOBS) {
      long parts = Math.min(counted.count().amount(), files);
      return Optional.of(
          IntStream.range(0, (int) parts).map(i -> (int) ((i + 1L) * files / parts)).toArray());
    }
    if (split instanceof Value.Counted) {
      return notYet(
          span,
          "splitting by events needs ROOT files read, which hdw cannot do yet",
          "`split = 1 file` splits by files until then");
    }
    if (split instanceof Value.Time) {
      return notYet(
          span,
          "splitting by time needs measured runs, which hdw does not have yet",
          "`split = 20 jobs` sets the number of jobs until then");
    }
    return notYet(
        span,
        "`split` wants a count, a size or a time but this is " + split.type().phrase(),
        "write `split = 1 file`, `split = 4 GB` or `split = 20 jobs`");
  }

  private Optional<int[]> bySize(Sample sample, long most, Span span) {
    var cuts = IntStream.builder();
    long[] bytes = sample.files().bytes();
    long sum = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] < 0) {
        return notYet(
            span,
            "the size of `"
                + sample.files().paths()[i]
                + "` is not known, so it cannot be split by size",
            "`split = 1 file` needs no sizes");
      }
      if (sum > 0 && sum + bytes[i] > most) {
        cuts.add(i);
        sum = 0;
      }
      sum += bytes[i];
    }
    if (bytes.length > 0) {
      cuts.add(bytes.length);
    }
    return Optional.of(cuts.build().toArray());
  }

  private Optional<int[]> notYet(Span span, String message, String hint) {
    diagnostics.add(Diagnostic.of(Code.HDW0511, span, message).hint(hint));
    return Optional.empty();
  }
}
