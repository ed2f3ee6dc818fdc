package hdw.remote;

import static hdw.remote.Remotes.failure;
import static hdw.remote.Remotes.got;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.local.Xrdfs;
import hdw.remote.RemoteException.Kind;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a server, an answer comes, and in time. */
final class RemoteTroubleTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration AT_ONCE = Duration.ofSeconds(4);

  private static String url(String protocol, int port) {
    return protocol + "://127.0.0.1:" + port + (protocol.equals("root") ? "//" : "/") + "a.root";
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "http", "https"})
  void a_dead_port_fails_at_once(String protocol) throws Exception {
    int port = XrootdServer.freePort();
    try (Remote remote = Remotes.remote()) {
      RemoteException why = assertTimeout(AT_ONCE, () -> failure(remote.open(url(protocol, port))));
      assertEquals(Kind.UNREACHABLE, why.kind());
      assertEquals("cannot be read: nobody listens at 127.0.0.1:" + port, why.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "http"})
  void an_unknown_host_is_unreachable(String protocol) {
    try (Remote remote = Remotes.remote()) {
      RemoteException why = failure(remote.open(protocol + "://no-such-host.invalid//a.root"));
      assertEquals(Kind.UNREACHABLE, why.kind());
      assertEquals("cannot be read: there is no host no-such-host.invalid", why.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "http", "https"})
  void a_server_that_never_answers_is_given_up(String protocol) throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Remote remote = Remotes.remote(SHORT)) {
      RemoteException why =
          assertTimeout(AT_ONCE, () -> failure(remote.open(url(protocol, mute.getLocalPort()))));
      assertEquals(Kind.UNREACHABLE, why.kind());
      assertTrue(why.getMessage().endsWith(" does not answer"), why.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "http"})
  void closing_ends_what_is_under_way(String protocol) throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var waiting = new ArrayList<CompletableFuture<RemoteFile>>();
      Remote remote = Remotes.remote();
      for (int i = 0; i < 10; i++) {
        waiting.add(remote.open(url(protocol, mute.getLocalPort())));
      }
      remote.close();
      assertTimeout(AT_ONCE, () -> waiting.forEach(Remotes::failure));
      assertEquals(
          "was not read to its end: hdw has stopped asking",
          failure(remote.open(url(protocol, mute.getLocalPort()))).getMessage());
    }
  }

  @Test
  void a_read_of_a_closed_client_fails() throws Exception {
    try (XrootdServer server = XrootdServer.start()) {
      Files.write(server.data().resolve("a"), new byte[100_000]);
      for (String protocol : List.of("root", "http")) {
        Remote remote = Remotes.remote();
        RemoteFile file = got(remote.open(server.url(protocol, "a")));
        remote.close();
        assertEquals(Kind.UNREACHABLE, failure(file.read(50_000, 100)).kind(), protocol);
      }
    }
  }

  @Test
  void what_is_no_url_that_can_be_read_says_so() {
    try (Remote remote = Remotes.remote()) {
      for (String odd :
          List.of("s3://a/b", "root://host", "root://host:99999//a", "http:///a", "http://[/a")) {
        assertEquals(Kind.BROKEN, failure(remote.open(odd)).kind(), odd);
      }
    }
  }

  private static XrootdServer authenticating() throws Exception {
    return XrootdServer.start(
        "xrootd.seclib libXrdSec.so", "sec.protocol unix", "sec.protbind * only unix");
  }

  @Test
  void a_server_that_wants_to_know_who_asks_is_read_by_xrdfs() throws Exception {
    XrootdServer.needs("xrdfs");
    byte[] bytes = new byte[50_000];
    new Random(7).nextBytes(bytes);
    try (XrootdServer server = authenticating();
        Remote remote = new Remote(Map.of(), new Xrdfs())) {
      Files.write(server.data().resolve("a.root"), bytes);
      Files.write(server.data().resolve("b.root"), new byte[1]);
      RemoteFile file = got(remote.open(server.url("root", "a.root")));
      assertEquals(bytes.length, file.size());
      for (int offset : List.of(0, 1, 777, 49_000)) {
        assertArrayEquals(
            Arrays.copyOfRange(bytes, offset, offset + 1000), got(file.read(offset, 1000)));
      }
      assertEquals(List.of("a.root", "b.root"), got(remote.list(server.url("root", ""))));
      assertEquals(Kind.NOT_FOUND, failure(remote.open(server.url("root", "nothing.root"))).kind());
    }
  }

  @Test
  void without_xrdfs_such_a_server_is_refused_with_its_name() throws Exception {
    try (XrootdServer server = authenticating();
        Remote remote = Remotes.remote()) {
      RemoteException why = failure(remote.open(server.url("root", "a.root")));
      assertEquals(Kind.REFUSED, why.kind());
      assertEquals(
          "may not be read without showing who asks, and there is no `xrdfs` here to do that",
          why.getMessage());
    }
  }
}
