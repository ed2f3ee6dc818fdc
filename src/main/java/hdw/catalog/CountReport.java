package hdw.catalog;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Suggestion;
import hdw.scan.Scan.Failed;
import hdw.scan.Scan.Kind;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Says what is wrong with the files of one sample, a message for each kind of mistake, and leaves
 * out what the sample wants left out.
 */
final class CountReport {
  private static final int MOST_TREES = 5;

  private final SampleCount count;
  private final Sample sample;
  private final Diagnostics diagnostics;
  private final BitSet left = new BitSet();

  CountReport(SampleCount count, Diagnostics diagnostics) {
    this.count = count;
    this.sample = count.sample();
    this.diagnostics = diagnostics;
  }

  /** The sample with what was counted. */
  Sample sample() {
    reportMoved();
    if (sample.leniency().skipsMissing()) {
      leaveUnread();
    } else if (count.isNeeded()) {
      reportUnread();
    }
    reportTree();
    reportUnneeded();
    reportEmpty();
    int[] kept = IntStream.range(0, sample.files().size()).filter(i -> !left.get(i)).toArray();
    if (kept.length == 0 && !left.isEmpty()) {
      add(Code.HDW0501, "sample `" + sample.name() + "` has no files left", Optional.empty());
    }
    return sample.with(count.found(kept));
  }

  private void reportMoved() {
    List<String> before = sample.files().paths();
    int[] moved = count.moved();
    if (moved.length > 0) {
      Some some = some(moved, i -> "`" + count.path(i) + "` instead of `" + before.get(i) + "`");
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0556,
                  sample.span(),
                  some.say(sample.name(), "is", "are", "read at another place"))
              .note("the places in front of it could not be read"));
    }
  }

  private void leaveUnread() {
    int[] unread = count.failed(Kind.MISSING, Kind.UNREACHABLE, Kind.BROKEN);
    if (unread.length > 0) {
      IntStream.of(unread).forEach(left::set);
      diagnostics.add(
          Diagnostic.of(Code.HDW0552, sample.span(), failed(unread).cannot(sample.name(), "read"))
              .note("the sample says `on_missing = skip`, so it goes on without them"));
    }
  }

  private void reportUnread() {
    int[] missing = count.failed(Kind.MISSING);
    if (missing.length > 0) {
      Some some = some(missing, i -> "`" + count.path(i) + "`");
      add(
          Code.HDW0502,
          some.cannot(sample.name(), "found"),
          Optional.of(
              "mend the paths, or write `on_missing = skip` in the sample to go on without them"));
    }
    int[] unread = count.failed(Kind.UNREACHABLE, Kind.BROKEN);
    if (unread.length > 0) {
      boolean mayPass = count.failed(Kind.UNREACHABLE).length > 0;
      add(
          Code.HDW0516,
          failed(unread).cannot(sample.name(), "read"),
          Optional.of(
              (mayPass ? "try again later" : "make or copy them anew")
                  + ", or write `on_missing = skip` in the sample to go on without them"));
    }
  }

  private void reportTree() {
    int[] treeless = count.failed(Kind.NO_SUCH_TREE);
    if (treeless.length > 0 && (count.isNeeded() || sample.tree().isPresent())) {
      Some some = some(treeless, i -> "`" + count.path(i) + "`");
      List<String> trees = count.failure(treeless[0]).trees();
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0517,
                  sample.span(),
                  some.say(sample.name(), "has", "have", "no tree `" + count.tree() + "`"))
              .note("`" + count.path(treeless[0]) + "` has " + named(trees))
              .hint(treeHint(trees)));
    }
  }

  private static String named(List<String> trees) {
    if (trees.isEmpty()) {
      return "no tree at all";
    }
    List<String> shown = trees.subList(0, Math.min(MOST_TREES, trees.size()));
    String more =
        trees.size() > shown.size() ? " and " + (trees.size() - shown.size()) + " more" : "";
    return "`" + String.join("`, `", shown) + "`" + more;
  }

  private Optional<String> treeHint(Collection<String> trees) {
    return Suggestion.nearest(count.tree(), trees)
        .or(() -> trees.stream().findFirst())
        .map(each -> "name the tree that holds the events, such as `tree = \"" + each + "\"`");
  }

  /** What is wrong where nothing needs the events. */
  private void reportUnneeded() {
    if (count.isNeeded()) {
      return;
    }
    int[] odd =
        count.which(
            each ->
                each instanceof Failed failed
                    && (failed.kind() == Kind.NO_SUCH_TREE
                        ? sample.tree().isEmpty()
                        : !sample.leniency().skipsMissing()));
    if (odd.length > 0) {
      diagnostics.add(
          Diagnostic.of(Code.HDW0553, sample.span(), failed(odd).cannot(sample.name(), "read"))
              .note("nothing here needs their events, so it is no error"));
    }
  }

  private void reportEmpty() {
    int[] empty = count.empty();
    if (empty.length == 0) {
      return;
    }
    Some some = some(empty, i -> "`" + count.path(i) + "`");
    String message = some.say(sample.name(), "has", "have", "no events");
    switch (sample.leniency().empty()) {
      case SKIP -> {
        IntStream.of(empty).forEach(left::set);
        diagnostics.add(
            Diagnostic.of(Code.HDW0555, sample.span(), message)
                .note("the sample says `on_empty = skip`, so it goes on without them"));
      }
      case FAIL ->
          diagnostics.add(
              Diagnostic.of(Code.HDW0518, sample.span(), message)
                  .note("the sample says `on_empty = fail`"));
      case WARN ->
          add(
              Code.HDW0554,
              message,
              Optional.of("`on_empty = skip` in the sample leaves them out"));
    }
  }

  private void add(Code code, String message, Optional<String> hint) {
    diagnostics.add(Diagnostic.of(code, sample.span(), message).hint(hint));
  }

  private Some failed(int[] files) {
    return some(files, i -> "`" + count.path(i) + "` " + count.failure(i).message());
  }

  private Some some(int[] files, IntFunction<String> words) {
    return new Some(IntStream.of(files).mapToObj(words).toList(), sample.files().size());
  }
}
