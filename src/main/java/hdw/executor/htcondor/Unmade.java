package hdw.executor.htcondor;

import hdw.executor.AttemptKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The attempts that are submitted, and of which the schedd has not made jobs yet. */
final class Unmade {
  /** The keys of those that are left, where they are known. */
  private final Map<Factory, Optional<Set<AttemptKey>>> left;

  private Unmade(Map<Factory, Optional<Set<AttemptKey>>> left) {
    this.left = left;
  }

  /** Looks up in the items, which lie in the run's folder, which attempts are left. */
  static Unmade of(List<Factory> factories, Path runFolder) {
    return new Unmade(
        factories.stream()
            .collect(Collectors.toMap(Function.identity(), each -> left(each, runFolder))));
  }

  /** Nothing where the file is not there, or another than it was at the submission. */
  private static Optional<Set<AttemptKey>> left(Factory factory, Path runFolder) {
    Optional<Path> file =
        SubmitDescription.batch(factory.file())
            .map(SubmitDescription::itemsPath)
            .map(runFolder::resolve);
    try {
      List<String> lines = file.isPresent() ? Files.readAllLines(file.get()) : List.of();
      if (lines.size() != factory.items()) {
        return Optional.empty();
      }
      List<String> rest = lines.subList(factory.made(), lines.size());
      return Optional.of(new HashSet<>(Items.attempts(factory.token(), factory.task(), rest)));
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException other) {
      return Optional.empty();
    }
  }

  /** All that are known. */
  Set<AttemptKey> keys() {
    return left.values().stream()
        .flatMap(Optional::stream)
        .flatMap(Set::stream)
        .collect(Collectors.toSet());
  }

  /** What is to make an attempt that was not seen so far. */
  Optional<Factory> factory(AttemptKey key) {
    return left.entrySet().stream()
        .filter(each -> each.getKey().token().equals(key.token()))
        .filter(each -> each.getValue().map(keys -> keys.contains(key)).orElse(true))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Those whose attempts are all among some. */
  List<Factory> within(Set<AttemptKey> attempts) {
    return left.entrySet().stream()
        .filter(each -> each.getValue().map(attempts::containsAll).orElse(false))
        .map(Map.Entry::getKey)
        .toList();
  }
}
