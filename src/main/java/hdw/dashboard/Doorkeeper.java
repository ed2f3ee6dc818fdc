package hdw.dashboard;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Says of a request whether it is answered at all: only one that reads, that was meant for this
 * server, and that has the token.
 *
 * <p>The name that was asked for is looked at because a page from elsewhere may give its own name
 * this server's address (DNS rebinding), and would be allowed to read the answers then. Any port is
 * right, as an ssh tunnel has one of its own.
 */
final class Doorkeeper {
  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final Set<String> OWN_PAGE = Set.of("same-origin", "none");

  private final Token token;
  private final Set<String> names;

  /**
   * Guards a server.
   *
   * @param names the host names under which it is asked for, in lower case, addresses of IPv6 in
   *     brackets
   */
  Doorkeeper(Token token, Set<String> names) {
    this.token = token;
    this.names = Set.copyOf(names);
  }

  /** Why a request is not answered, as an answer that says nothing of the run; nothing if it is. */
  Optional<Answer> refusal(String method, String path, Query query, Headers headers) {
    if (!isMeant(headers)) {
      return Optional.of(Answer.words(403, "hdw: nothing is shown under this host name"));
    }
    if (!READING.contains(method)) {
      return Optional.of(Answer.words(405, "hdw: this page only reads: GET and HEAD"));
    }
    boolean knows = token.is(query.text("token")) || hasCookie(headers);
    boolean foreign = !path.equals("/status") && isFromElsewhere(headers);
    if (!knows || foreign) {
      return Optional.of(
          Answer.words(
              403,
              "hdw: this page wants the token that `hdw dashboard` printed with its address.\n"
                  + "Open that address; after a new start of `hdw dashboard` it is a new one."));
    }
    return Optional.empty();
  }

  private boolean isMeant(Headers headers) {
    List<String> hosts = headers.getOrDefault("Host", List.of());
    return hosts.size() == 1 && names.contains(name(hosts.get(0)));
  }

  /** A host without its port, in lower case. */
  private static String name(String host) {
    String name = host.strip().toLowerCase(Locale.ROOT);
    int bracket = name.indexOf(']');
    int colon = name.indexOf(':', Math.max(0, bracket));
    return colon < 0 ? name : name.substring(0, colon);
  }

  /** Whether a browser says that another page asks: that one would have the cookie sent along. */
  private static boolean isFromElsewhere(Headers headers) {
    String site = headers.getFirst("Sec-Fetch-Site");
    return site != null && !OWN_PAGE.contains(site);
  }

  private boolean hasCookie(Headers headers) {
    for (String line : headers.getOrDefault("Cookie", List.of())) {
      for (String each : line.split(";", -1)) {
        int equals = each.indexOf('=');
        if (equals > 0
            && each.substring(0, equals).strip().equals(token.cookie())
            && token.is(each.substring(equals + 1).strip())) {
          return true;
        }
      }
    }
    return false;
  }
}
