package hdw.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The files of the page, which are in the program itself: nothing comes from the network. */
final class Assets {
  private static final Map<String, String> TYPES =
      Map.of(
          "page.html", "text/html; charset=utf-8",
          "page.css", "text/css; charset=utf-8",
          "page.js", "text/javascript; charset=utf-8",
          "live.js", "text/javascript; charset=utf-8",
          "graph.js", "text/javascript; charset=utf-8",
          "panels.js", "text/javascript; charset=utf-8",
          "drawer.js", "text/javascript; charset=utf-8",
          "icon.svg", "image/svg+xml");

  private Assets() {}

  /** A file by its name; nothing where the page has no such file. */
  static Optional<Answer> named(String name) throws IOException {
    if (!TYPES.containsKey(name)) {
      return Optional.empty();
    }
    try (InputStream in = Assets.class.getResourceAsStream("/hdw/dashboard/" + name)) {
      if (in == null) {
        throw new IOException("this build of hdw has no " + name);
      }
      return Optional.of(
          new Answer(200, TYPES.get(name), new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    }
  }
}
