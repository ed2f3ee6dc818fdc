package hdw.preflight;

import hdw.executor.Program;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A grid proxy: a file with a certificate that lives for some days, and is a person's word wherever
 * it is shown.
 */
record Proxy(Path file) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", Pattern.DOTALL);

  /**
   * The one that programs take: what {@code X509_USER_PROXY} names, else {@code /tmp/x509up_u1000}.
   */
  static Proxy of(Surroundings surroundings) throws IOException {
    String named = surroundings.variable("X509_USER_PROXY");
    return new Proxy(
        named.isEmpty()
            ? Path.of("/tmp/x509up_u" + Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
            : surroundings.workFolder().resolve(named));
  }

  boolean exists() {
    return Files.isRegularFile(file);
  }

  /**
   * When it ends: what {@code voms-proxy-info} says, which knows the life of the membership too;
   * where that is missing, the first end of a certificate in the file.
   */
  Optional<Instant> end(Program program, Clock clock) {
    OptionalLong left = seconds(program, "-timeleft");
    if (left.isEmpty()) {
      return endOfCertificates();
    }
    OptionalLong member = seconds(program, "-actimeleft");
    // 0 may also say that there is no membership in it
    long least =
        member.orElse(0) > 0 ? Math.min(left.getAsLong(), member.getAsLong()) : left.getAsLong();
    return Optional.of(clock.instant().plusSeconds(Math.max(0, least)));
  }

  private OptionalLong seconds(Program program, String what) {
    try {
      String said =
          program
              .run(
                  Path.of("/"),
                  List.of("voms-proxy-info", what, "-file", file.toString()),
                  PATIENCE)
              .out()
              .strip();
      return said.matches("-?\\d{1,12}")
          ? OptionalLong.of(Long.parseLong(said))
          : OptionalLong.empty();
    } catch (IOException missing) {
      return OptionalLong.empty();
    }
  }

  private Optional<Instant> endOfCertificates() {
    try {
      // its private key stands between the certificates, and is none of our business
      Matcher each = CERTIFICATE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      Optional<Instant> first = Optional.empty();
      while (each.find()) {
        Instant end = end(factory, each.group());
        first = first.filter(earlier -> earlier.isBefore(end)).or(() -> Optional.of(end));
      }
      return first;
    } catch (IOException | CertificateException unreadable) {
      return Optional.empty();
    }
  }

  private static Instant end(CertificateFactory factory, String pem) throws CertificateException {
    var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1));
    return ((X509Certificate) factory.generateCertificate(bytes)).getNotAfter().toInstant();
  }
}
