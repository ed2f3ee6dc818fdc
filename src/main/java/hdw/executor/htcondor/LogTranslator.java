package hdw.executor.htcondor;

import hdw.executor.AttemptKey;
import hdw.executor.Happening;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says what events mean. */
final class LogTranslator {
  List<Happening> translate(List<LogEvent> events) {
    return List.of();
  }

  Optional<String> id(AttemptKey key) {
    return Optional.empty();
  }

  Optional<AttemptKey> key(int cluster, int proc) {
    return Optional.empty();
  }

  Set<Integer> clusters(String token) {
    return Set.of();
  }
}
