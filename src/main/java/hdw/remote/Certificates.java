package hdw.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The certificates that servers are trusted by: those of Java, and those of the grid in {@code
 * X509_CERT_DIR}, else {@code /etc/grid-security/certificates}, as storage elements are signed by
 * IGTF's authorities.
 */
final class Certificates {
  private static final String USUAL_FOLDER = "/etc/grid-security/certificates";

  private Certificates() {}

  /** What TLS goes by. */
  static SSLContext context(Map<String, String> environment) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      addOfJava(store);
      addOfGrid(store, Path.of(environment.getOrDefault("X509_CERT_DIR", USUAL_FOLDER)));
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException broken) {
      throw new IllegalStateException("Java without TLS", broken);
    }
  }

  private static void addOfJava(KeyStore store) throws GeneralSecurityException {
    var usual = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    usual.init((KeyStore) null);
    for (TrustManager each : usual.getTrustManagers()) {
      if (each instanceof X509TrustManager manager) {
        for (X509Certificate certificate : manager.getAcceptedIssuers()) {
          store.setCertificateEntry("java" + store.size(), certificate);
        }
      }
    }
  }

  /** Adds what can be read; a folder holds other things as well. */
  private static void addOfGrid(KeyStore store, Path folder) throws GeneralSecurityException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    var factory = CertificateFactory.getInstance("X.509");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{pem,0,crt}")) {
      for (Path each : files) {
        add(store, factory, each);
      }
    } catch (IOException unreadable) {
      // those of Java are left
    }
  }

  private static void add(KeyStore store, CertificateFactory factory, Path file) {
    try (InputStream text = Files.newInputStream(file)) {
      for (Certificate each : factory.generateCertificates(text)) {
        store.setCertificateEntry("grid" + store.size(), each);
      }
    } catch (GeneralSecurityException | IOException noCertificate) {
      // one odd file is no reason to trust none
    }
  }
}
