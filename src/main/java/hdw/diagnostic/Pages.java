package hdw.diagnostic;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The long texts of messages. */
public final class Pages {
  private Pages() {}

  /** The page of a message, in Markdown. */
  public static String page(Code code) throws IOException {
    try (InputStream in = Pages.class.getResourceAsStream("/hdw/diagnostic/" + code + ".md")) {
      if (in == null) {
        throw new FileNotFoundException("there is no page for " + code);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
