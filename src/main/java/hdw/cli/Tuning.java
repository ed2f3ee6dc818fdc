package hdw.cli;

import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Source;
import hdw.insight.Insight;
import hdw.insight.Place;
import hdw.insight.PlannedNode;
import hdw.insight.Rewriting;
import hdw.insight.Rewriting.Result;
import hdw.insight.Suggestion;
import hdw.insight.UnifiedDiff;
import hdw.parse.WorkflowFormatter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is proposed for a run, written into the files of its workflow as far as it can be. */
final class Tuning {
  /** A file as it is, and as it is proposed. */
  private record Version(String before, String after) {}

  private final Insight insight;
  private final WorkFolder work;
  private final Path here;
  private final Map<Path, Version> files = new LinkedHashMap<>();
  private final Map<Suggestion, String> refused = new LinkedHashMap<>();

  /**
   * Tries all that is proposed.
   *
   * @param here the folder from which the files are named
   */
  Tuning(Insight insight, List<Suggestion> suggestions, WorkFolder work, Path here)
      throws IOException {
    this.insight = insight;
    this.work = work;
    this.here = here.toAbsolutePath().normalize();
    List<Suggestion> changes =
        suggestions.stream().filter(each -> each.proposal().isPresent()).toList();
    // Lines are found by their numbers, so those that are replaced come before those added.
    for (Suggestion each : changes) {
      if (each.place().filter(Place::isOfTask).isPresent()) {
        replace(each);
      }
    }
    for (Suggestion each : changes) {
      if (each.place().filter(Place::isOfTask).isEmpty()) {
        add(each);
      }
    }
  }

  private void replace(Suggestion suggestion) throws IOException {
    Path file = work.folder().resolve(suggestion.place().orElseThrow().file());
    if (!Files.isRegularFile(file)) {
      refused.put(suggestion, "there is no file " + shown(file));
      return;
    }
    take(suggestion, file, Rewriting.replace(text(file), suggestion));
  }

  private void add(Suggestion suggestion) throws IOException {
    Optional<Place> place = suggestion.place();
    if (place.isPresent() && (place.get().isOfRule() || place.get().isTyped())) {
      refused.put(
          suggestion,
          place.get().source()
              + place.get().where().map(each -> " at " + each).orElse("")
              + " says it, which counts more than a line of the task");
      return;
    }
    Optional<Path> file = fileOf(suggestion);
    if (file.isEmpty()) {
      refused.put(suggestion, "it is not known in which file the task stands");
      return;
    }
    take(suggestion, file.get(), Rewriting.add(text(file.get()), suggestion));
  }

  /** The file in which the task has another line, else that of the workflow. */
  private Optional<Path> fileOf(Suggestion suggestion) {
    for (PlannedNode node : insight.nodes()) {
      if (node.task().equals(suggestion.task())) {
        for (Place each : node.places()) {
          Path file = work.folder().resolve(each.file());
          if (each.isOfTask() && Files.isRegularFile(file)) {
            return Optional.of(file);
          }
        }
      }
    }
    return work.file();
  }

  private void take(Suggestion suggestion, Path file, Result result) throws IOException {
    if (!result.why().isEmpty()) {
      refused.put(suggestion, result.why());
      return;
    }
    String before = files.containsKey(file) ? files.get(file).before() : text(file);
    files.put(file, new Version(before, result.text()));
  }

  private String text(Path file) throws IOException {
    return files.containsKey(file) ? files.get(file).after() : Files.readString(file);
  }

  /** Why something that is proposed is not in the patch; nothing where it is. */
  Optional<String> refused(Suggestion suggestion) {
    return Optional.ofNullable(refused.get(suggestion));
  }

  /** The patch, for {@code patch -p0} in this folder; empty where nothing changes. */
  String patch() {
    var patch = new StringBuilder();
    files.forEach(
        (file, version) ->
            patch.append(UnifiedDiff.of(shown(file), version.before(), laidOut(version))));
    return patch.toString();
  }

  /** What was laid out as {@code hdw fmt} does stays so. */
  private static String laidOut(Version version) {
    return formatted(version.before()).filter(version.before()::equals).isPresent()
        ? formatted(version.after()).orElse(version.after())
        : version.after();
  }

  private static Optional<String> formatted(String text) {
    return WorkflowFormatter.format(new Source("", text), new Diagnostics());
  }

  private String shown(Path file) {
    Path whole = file.toAbsolutePath().normalize();
    return whole.startsWith(here) ? here.relativize(whole).toString() : whole.toString();
  }
}
