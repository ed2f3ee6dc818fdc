package hdw.plan;

import hdw.catalog.Sample;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.model.Value;
import hdw.units.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts the samples of a node into chunks. */
final class Splitter {
  /** Of a task that was never measured, at most so many events are in the first chunk. */
  private static final long FIRST_LOOK = 10_000;

  private final Past past;
  private final Diagnostics diagnostics;

  Splitter(Past past, Diagnostics diagnostics) {
    this.past = past;
    this.diagnostics = diagnostics;
  }

  /**
   * What is to be cut.
   *
   * @param node the node's id
   * @param split a count, a size or a time
   * @param ofEvents whether the task's command takes a range of events
   */
  record Asked(
      String node, String task, List<Sample> samples, Value split, Span span, boolean ofEvents) {}

  /**
   * The chunks of the samples, each cut by itself.
   *
   * @return nothing, with a report, where hdw cannot split that way
   */
  Optional<Chunks> split(Asked asked) {
    Optional<Way> way = way(asked);
    if (way.isEmpty()) {
      return Optional.empty();
    }
    var rows = new ChunkRows();
    var files = new ArrayList<OrderedFiles>();
    boolean remembered = isRemembered(asked.split());
    int kept = 0;
    for (Sample each : asked.samples()) {
      Optional<KeptSample> last = remembered ? kept(asked, each) : Optional.empty();
      if (last.isPresent()) {
        way.get().cut(last.get(), last.get());
        files.add(last.get().addTo(rows, files.size()));
        kept += last.get().kept();
      } else {
        var whole = new WholeSample(each, files.size(), rows);
        way.get().cut(whole, whole);
        files.add(new OrderedFiles(each));
      }
    }
    Optional<Throughput> measured = measured(asked);
    boolean provisional = asked.split() instanceof Value.Time && measured.isEmpty();
    var how = new Splitting(asked.split().text(), remembered, kept, measured, provisional);
    return Optional.of(new Chunks(files, rows, how));
  }

  private Optional<KeptSample> kept(Asked asked, Sample sample) {
    return past.chunks(asked.node(), sample.name())
        .filter(each -> each.split().equals(asked.split().text()))
        .map(each -> new KeptSample(sample, each));
  }

  private Optional<Throughput> measured(Asked asked) {
    return asked.split() instanceof Value.Time ? past.throughput(asked.task()) : Optional.empty();
  }

  /** One file, and a range of events, is cut by itself alone: nothing is to be remembered. */
  private static boolean isRemembered(Value split) {
    return !(split instanceof Value.Counted counted)
        || counted.count().unit() == Count.Unit.JOBS
        || counted.count().unit() == Count.Unit.FILES && counted.count().amount() > 1;
  }

  private Optional<Way> way(Asked asked) {
    if (asked.split() instanceof Value.Counted counted) {
      return Optional.of(way(counted.count()));
    }
    if (asked.split() instanceof Value.Size size) {
      return haveSizes(asked) ? Optional.of(bySize(size.amount().bytes())) : Optional.empty();
    }
    if (asked.split() instanceof Value.Time time) {
      return Optional.of(byTime(asked, time.time().seconds()));
    }
    return reported(
        asked.span(),
        "`split` wants a count, a size or a time but this is " + asked.split().type().phrase(),
        "write `split = 1 file`, `split = 4 GB` or `split = 20 jobs`");
  }

  private static Way way(Count count) {
    return switch (count.unit()) {
      case FILES -> (rest, sink) -> sink.files(FileCuts.byCount(rest.size(), count.amount()));
      case JOBS ->
          (rest, sink) -> {
            // of a sample whose other chunks are kept, the share of what is left
            double share = (double) rest.size() / Math.max(1, rest.sample().files().size());
            long parts = Math.max(1, Math.round(count.amount() * share));
            sink.files(FileCuts.byParts(rest.size(), parts));
          };
      case EVENTS -> byEvents(count.amount());
    };
  }

  private static Way byEvents(long most) {
    return (rest, sink) -> {
      for (int i = 0; i < rest.size(); i++) {
        var entries = rest.sample().files().entries().orElseThrow()[rest.file(i)];
        sink.events(i, rest.first(i), EventCuts.ends(entries, rest.first(i), most));
      }
    };
  }

  private static Way bySize(long most) {
    return (rest, sink) ->
        sink.files(
            FileCuts.byWeight(
                rest.size(), i -> rest.sample().files().bytes()[rest.file(i)], (double) most));
  }

  private Way byTime(Asked asked, long seconds) {
    Optional<Throughput> measured = measured(asked);
    if (asked.ofEvents()) {
      return measured.map(each -> eventsIn(each, seconds)).orElse(byEvents(FIRST_LOOK));
    }
    return measured
        .<Way>map(
            speed ->
                (rest, sink) ->
                    sink.files(
                        FileCuts.byWeight(
                            rest.size(),
                            i -> speed.seconds(rest.sample(), rest.file(i)),
                            (double) seconds)))
        .orElse((rest, sink) -> sink.files(FileCuts.byCount(rest.size(), 1)));
  }

  /** For each file as many events as take that long. */
  private static Way eventsIn(Throughput speed, long seconds) {
    return (rest, sink) -> {
      for (int i = 0; i < rest.size(); i++) {
        var entries = rest.sample().files().entries().orElseThrow()[rest.file(i)];
        double whole = speed.seconds(rest.sample(), rest.file(i));
        long most = whole <= seconds ? entries.count() : (long) (entries.count() * seconds / whole);
        sink.events(i, rest.first(i), EventCuts.ends(entries, rest.first(i), Math.max(1, most)));
      }
    };
  }

  private boolean haveSizes(Asked asked) {
    for (Sample sample : asked.samples()) {
      long[] bytes = sample.files().bytes();
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] < 0) {
          reported(
              asked.span(),
              "the size of `"
                  + sample.files().paths().get(i)
                  + "` is not known, so it cannot be split by size",
              "`split = 1 file` needs no sizes");
          return false;
        }
      }
    }
    return true;
  }

  private Optional<Way> reported(Span span, String message, String hint) {
    diagnostics.add(Diagnostic.of(Code.HDW0511, span, message).hint(hint));
    return Optional.empty();
  }
}
