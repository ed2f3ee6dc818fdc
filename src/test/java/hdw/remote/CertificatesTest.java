package hdw.remote;

import static hdw.remote.Remotes.failure;
import static hdw.remote.Remotes.got;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import hdw.remote.RemoteException.Kind;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose certificates are trusted over {@code https://}. */
final class CertificatesTest {
  private static final String PASSWORD = "of a test";

  @TempDir Path folder;
  private HttpsServer server;

  @BeforeEach
  void start() throws Exception {
    Path keys = folder.resolve("keys.p12");
    keytool(
        List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-validity", "2"),
        List.of("-ext", "san=dns:localhost", "-keystore", keys.toString()));
    Files.createDirectory(folder.resolve("trusted"));
    keytool(
        List.of("-exportcert", "-rfc", "-file", folder.resolve("trusted/own.pem").toString()),
        List.of("-keystore", keys.toString()));
    Files.writeString(folder.resolve("trusted/odd.pem"), "no certificate at all");
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 5);
          exchange.getResponseBody().write(new byte[5]);
          exchange.close();
        });
    server.start();
  }

  private void keytool(List<String> what, List<String> where) throws Exception {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    words.addAll(what);
    words.addAll(where);
    words.addAll(List.of("-storepass", PASSWORD, "-alias", "own"));
    Path said = folder.resolve("keytool.log");
    Process process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertEquals(0, process.waitFor(), () -> words.toString());
  }

  private static SSLContext context(Path keys) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream bytes = Files.newInputStream(keys)) {
      store.load(bytes, PASSWORD.toCharArray());
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private String url() {
    return "https://localhost:" + server.getAddress().getPort() + "/a.root";
  }

  @Test
  void a_certificate_in_the_folder_of_the_grid_is_trusted() throws Exception {
    String trusted = folder.resolve("trusted").toString();
    try (Remote remote = new Remote(Map.of("X509_CERT_DIR", trusted), Remotes.NO_PROGRAM)) {
      assertEquals(5, got(remote.open(url())).size());
    }
  }

  @Test
  void any_other_is_not_and_the_message_says_what_to_do() {
    try (Remote remote =
        new Remote(Map.of("X509_CERT_DIR", folder.toString()), Remotes.NO_PROGRAM)) {
      RemoteException why = failure(remote.open(url()));
      assertEquals(Kind.REFUSED, why.kind());
      assertEquals(
          "cannot be read: the certificate of localhost is not trusted; X509_CERT_DIR names a folder"
              + " of those that are",
          why.getMessage());
    }
  }
}
