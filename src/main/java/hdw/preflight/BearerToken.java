package hdw.preflight;

import hdw.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** A token of the grid in a file: three parts, of which the second says until when it counts. */
final class BearerToken {
  private BearerToken() {}

  /** When it ends: RFC 7519, {@code exp}; nothing where it cannot be read. */
  static Optional<Instant> end(Path file) {
    try {
      String[] parts = Files.readString(file).strip().split("\\.", -1);
      if (parts.length != 3) {
        return Optional.empty();
      }
      String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      long end = JsonReader.number(JsonReader.object(payload), "exp", 0);
      return end > 0 ? Optional.of(Instant.ofEpochSecond(end)) : Optional.empty();
    } catch (IOException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }
}
