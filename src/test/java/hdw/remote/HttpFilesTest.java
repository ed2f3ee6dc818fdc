package hdw.remote;

import static hdw.remote.Remotes.failure;
import static hdw.remote.Remotes.got;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import hdw.remote.RemoteException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What web servers answer, and what is made of it. */
final class HttpFilesTest {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

  private final byte[] bytes = new byte[100_000];
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Remote remote = Remotes.remote();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    new Random(1).nextBytes(bytes);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void end() {
    remote.close();
    server.stop(0);
    threads.shutdownNow();
  }

  private String serves(HttpHandler handler) {
    String path = "/" + Integer.toHexString(handler.hashCode()) + "/a.root";
    server.createContext(path, handler);
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private void piece(HttpExchange exchange) throws IOException {
    Matcher range = RANGE.matcher(exchange.getRequestHeaders().getFirst("Range"));
    assertTrue(range.matches());
    int first = Integer.parseInt(range.group(1));
    int last = Math.min(Integer.parseInt(range.group(2)), bytes.length - 1);
    exchange
        .getResponseHeaders()
        .add("Content-Range", "bytes " + first + "-" + last + "/" + bytes.length);
    answer(exchange, 206, Arrays.copyOfRange(bytes, first, last + 1));
  }

  @Test
  void a_time_that_is_told_is_known() throws Exception {
    String url =
        serves(
            exchange -> {
              exchange.getResponseHeaders().add("Last-Modified", "Tue, 14 Nov 2023 22:13:21 GMT");
              piece(exchange);
            });
    assertEquals(1_700_000_001_000L, got(remote.open(url)).modified());
  }

  @Test
  void a_small_file_is_read_from_a_server_without_ranges() throws Exception {
    RemoteFile file = got(remote.open(serves(exchange -> answer(exchange, 200, bytes))));
    assertEquals(bytes.length, file.size());
    assertArrayEquals(Arrays.copyOfRange(bytes, 50_000, 60_000), got(file.read(50_000, 10_000)));
  }

  @Test
  void a_large_file_without_ranges_is_refused_whether_or_not_its_length_is_told() {
    byte[] large = new byte[3 << 20];
    assertEquals(
        "is on a server that hands out whole files only, and is too large for that",
        failure(remote.open(serves(exchange -> answer(exchange, 200, large)))).getMessage());
    String chunked =
        serves(
            exchange -> {
              try (exchange) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(large);
              }
            });
    assertEquals(
        "is on a server that hands out whole files only, and is too large for that",
        failure(remote.open(chunked)).getMessage());
  }

  @Test
  void an_empty_file_may_be_told_by_a_range_that_cannot_be() throws Exception {
    String url =
        serves(
            exchange -> {
              exchange.getResponseHeaders().add("Content-Range", "bytes */0");
              answer(exchange, 416, "there is no such range".getBytes(StandardCharsets.UTF_8));
            });
    assertEquals(0, got(remote.open(url)).size());
  }

  @Test
  void a_wrong_content_range_is_no_answer() throws Exception {
    for (String wrong :
        new String[] {
          "bytes 1-4096/100000", "bytes */100000", "pages 0-1/2", "bytes 0-4095/*", ""
        }) {
      String url =
          serves(
              exchange -> {
                exchange.getResponseHeaders().add("Content-Range", wrong);
                answer(exchange, 206, new byte[4096]);
              });
      assertEquals(Kind.BROKEN, failure(remote.open(url)).kind(), wrong);
    }
    RemoteFile file = got(remote.open(serves(this::piece)));
    assertEquals(Kind.BROKEN, failure(file.read(99_990, 20)).kind(), "behind the end");
  }

  @Test
  void what_a_server_refuses_is_told_apart() {
    Map<Integer, Kind> kinds =
        Map.of(
            401,
            Kind.REFUSED,
            403,
            Kind.REFUSED,
            404,
            Kind.NOT_FOUND,
            410,
            Kind.NOT_FOUND,
            500,
            Kind.BROKEN,
            503,
            Kind.BROKEN);
    kinds.forEach(
        (status, kind) -> {
          RemoteException why =
              failure(remote.open(serves(exchange -> answer(exchange, status, new byte[9]))));
          assertEquals(kind, why.kind());
          assertTrue(why.getMessage().endsWith(" (HTTP " + status + ")"), why.getMessage());
        });
  }

  private HttpHandler sendsTo(String url) {
    return exchange -> {
      exchange.getResponseHeaders().add("Location", url);
      answer(exchange, 307, new byte[0]);
    };
  }

  @Test
  void a_redirect_is_followed_with_its_range() throws Exception {
    String behind = serves(this::piece);
    RemoteFile file = got(remote.open(serves(sendsTo(behind))));
    assertArrayEquals(Arrays.copyOfRange(bytes, 50_000, 50_100), got(file.read(50_000, 100)));
  }

  @Test
  void a_redirect_in_a_circle_ends() {
    String circle =
        serves(
            exchange -> {
              exchange.getResponseHeaders().add("Location", exchange.getRequestURI().toString());
              answer(exchange, 307, new byte[0]);
            });
    assertEquals(Kind.BROKEN, failure(remote.open(circle)).kind());
  }

  @Test
  void an_answer_that_stops_half_way_is_given_up() throws Exception {
    String url =
        serves(
            exchange -> {
              exchange.getResponseHeaders().add("Content-Range", "bytes 0-4095/100000");
              exchange.sendResponseHeaders(206, 4096);
              exchange.getResponseBody().write(1);
              exchange.getResponseBody().flush(); // and nothing more
            });
    try (Remote impatient = Remotes.remote(Duration.ofMillis(500))) {
      RemoteException why =
          assertTimeout(Duration.ofSeconds(5), () -> failure(impatient.open(url)));
      assertEquals(Kind.UNREACHABLE, why.kind());
    }
  }
}
