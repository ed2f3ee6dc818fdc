package hdw.preflight;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;

/** Whether somebody listens where a scheduler of Dask is said to run. */
final class AddressCheck {
  private static final int MILLISECONDS_TO_ANSWER = 10_000;

  /** What distributed listens at where nobody says it. */
  private static final int USUAL_PORT = 8786;

  /** What Dask calls a plain connection, and none: others are its own affair. */
  private static final Set<String> PLAIN = Set.of("tcp", "tls");

  private AddressCheck() {}

  /**
   * Reports what keeps this machine from it.
   *
   * @param address as the user wrote it, {@code tls://host:port}
   * @param span where
   */
  static void check(String address, Span span, Diagnostics diagnostics) {
    trouble(address)
        .ifPresent(
            words ->
                diagnostics.add(
                    Diagnostic.of(
                            Code.HDW0711,
                            span,
                            "no scheduler of Dask answers at `" + address + "`: " + words)
                        .hint(
                            "start it there, or leave `address` out: then hdw brings a scheduler"
                                + " and workers along")));
  }

  private static Optional<String> trouble(String address) {
    URI uri;
    try {
      uri = new URI(address.contains("://") ? address : "tcp://" + address);
    } catch (URISyntaxException unknown) {
      return Optional.of("this is no address such as tls://host:8786");
    }
    if (!PLAIN.contains(uri.getScheme())) {
      return Optional.empty();
    }
    if (uri.getHost() == null) {
      return Optional.of("it names no host, as tls://host:8786 does");
    }
    String host = uri.getHost().replaceAll("[\\[\\]]", "");
    try (var socket = new Socket()) {
      int port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
      socket.connect(new InetSocketAddress(host, port), MILLISECONDS_TO_ANSWER);
      return Optional.empty();
    } catch (UnknownHostException unknown) {
      return Optional.of("there is no host `" + host + "`");
    } catch (IOException refused) {
      return Optional.of(refused.getMessage());
    }
  }
}
