package hdw.executor.dask;

import hdw.executor.ChildProcess;
import hdw.executor.Program.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * The certificate and the key that all of one cluster show each other: an own authority, made by
 * the JDK's {@code keytool}. Both lie in a folder for its owner alone, and go with the cluster.
 */
final class Certificate {
  private static final String ALIAS = "hdw";
  private static final int LINE = 64;
  private static final int PASSWORD_BYTES = 24;

  /** Longer than any run; it is gone before. */
  private static final String DAYS = "400";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;

  Certificate(Path folder) {
    this.folder = folder;
  }

  /** The certificate, in PEM. */
  Path certificate() {
    return folder.resolve("cert.pem");
  }

  /** Its key, in PEM. */
  Path key() {
    return folder.resolve("key.pem");
  }

  /** Makes both anew. */
  void make() throws IOException {
    remove();
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Path store = folder.resolve("key.p12");
    try {
      Path secret = write("key.pass", password + "\n");
      generate(store, secret);
      convert(store, password.toCharArray());
    } finally {
      Files.deleteIfExists(store);
      Files.deleteIfExists(folder.resolve("key.pass"));
    }
  }

  private void generate(Path store, Path secret) throws IOException {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Answer answer =
        new ChildProcess()
            .run(
                folder,
                List.of(
                    keytool,
                    // it lives for a moment
                    "-J-XX:TieredStopAtLevel=1",
                    "-J-XX:+UseSerialGC",
                    "-genkeypair",
                    "-alias",
                    ALIAS,
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-sigalg",
                    "SHA256withECDSA",
                    "-dname",
                    "CN=hdw",
                    "-ext",
                    "bc:c=ca:true",
                    "-validity",
                    DAYS,
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store.toString(),
                    "-storepass:file",
                    secret.toString()),
                PATIENCE);
    if (answer.exit() != 0) {
      throw new IOException(
          "no certificate could be made for Dask: " + answer.out().strip() + answer.complaint());
    }
  }

  private void convert(Path store, char[] password) throws IOException {
    try {
      KeyStore keys = KeyStore.getInstance(store.toFile(), password);
      write("cert.pem", pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded()));
      write("key.pem", pem("PRIVATE KEY", keys.getKey(ALIAS, password).getEncoded()));
    } catch (GeneralSecurityException broken) {
      throw new IOException("no certificate could be made for Dask: " + broken, broken);
    }
  }

  private static String pem(String what, byte[] bytes) {
    String lines =
        Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes);
    return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
  }

  /** Nobody else can read it at any moment. */
  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, text, StandardOpenOption.WRITE);
  }

  /** Removes both. */
  void remove() throws IOException {
    for (Path each : Set.of(certificate(), key())) {
      Files.deleteIfExists(each);
    }
  }
}
