package hdw.scan;

import hdw.remote.RemoteException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which servers answer: one that never did is not asked for a thousand files, each of which would
 * wait for its time to run out.
 */
final class Servers {
  private static final int PATIENCE = 16;

  /** What is known of a server; whoever answered once is asked for ever. */
  private record Known(boolean answered, int silences, Optional<IOException> last) {}

  private final Map<String, Known> servers = new ConcurrentHashMap<>();

  /** How opening a file went. */
  void note(String url, Optional<Throwable> failure) {
    Optional<IOException> silence =
        failure
            .map(Failures::cause)
            .filter(
                each ->
                    each instanceof RemoteException remote
                        && remote.kind() == RemoteException.Kind.UNREACHABLE)
            .map(IOException.class::cast);
    servers.merge(
        server(url),
        new Known(silence.isEmpty(), silence.isPresent() ? 1 : 0, silence),
        (old, now) ->
            new Known(
                old.answered || now.answered,
                old.silences + now.silences,
                now.last.or(() -> old.last)));
  }

  /** Why a file is not asked for: its server never answered. */
  Optional<IOException> silence(String url) {
    return Optional.ofNullable(servers.get(server(url)))
        .filter(each -> !each.answered && each.silences >= PATIENCE)
        .flatMap(Known::last);
  }

  /** Whether another try makes sense. */
  boolean mayAnswer(String url) {
    return silence(url).isEmpty();
  }

  private static String server(String url) {
    int host = url.indexOf("://") + 3;
    int end = url.indexOf('/', host);
    return end < 0 ? url : url.substring(0, end);
  }
}
