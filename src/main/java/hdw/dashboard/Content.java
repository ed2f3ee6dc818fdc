package hdw.dashboard;

import hdw.json.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What the body of an answer is made of. */
final class Content {
  private Content() {}

  /** Writes the fields of a JSON object that was begun and will be ended. */
  @FunctionalInterface
  interface Fields {
    /** Writes them. */
    void write(JsonWriter json) throws IOException;
  }

  /** A JSON object on one line, without a newline at its end. */
  static String object(Fields fields) {
    var text = new StringWriter();
    try (JsonWriter json = JsonWriter.line(text)) {
      json.begin();
      fields.write(json);
      json.end();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString().strip();
  }

  /** A hash of a text, in hexadecimal digits. */
  static String fingerprint(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
