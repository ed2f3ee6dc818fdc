package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hdw.root.Compression;
import hdw.root.WrittenFile;
import hdw.root.WrittenTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hdw root} tells what is in files, and which of them are broken. */
final class RootCommandTest {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

  @TempDir Path folder;

  private Session session() throws IOException {
    new WrittenFile()
        .compressed(Compression.ZSTD)
        .tree("Events", 1050, 100)
        .tree(WrittenTree.of("meta/Runs", 3))
        .write(folder.resolve("nano.root"));
    return new Session(folder).file("broken.root", "root, but no more");
  }

  private String names(String text) {
    return text.replace(folder + "/", "");
  }

  @Test
  void a_table_has_a_line_for_each_object() throws IOException {
    Session session = session();
    assertEquals(ExitCode.DONE, session.hdw("root", "@nano.root"));
    assertEquals(
        """
        nano.root: 5,985 bytes, ROOT 6.22/08, zstd, level 5
        object     cycle  class  entries  clusters   compression
        Events         1  TTree     1050  11 of 100  zstd
        meta/Runs      1  TTree        3  1 of 3     zstd
        """,
        names(session.out()));
  }

  @Test
  void a_machine_is_told_the_same_as_json() throws IOException {
    Session session = session();
    assertEquals(ExitCode.DONE, session.hdw("root", "--tree", "Events", "--json", "@nano.root"));
    assertEquals(
        """
        {
          "schema" : 1,
          "files" : [
            {
              "file" : "nano.root",
              "size_bytes" : 5985,
              "root_version" : "6.22/08",
              "compression" : "zstd, level 5",
              "objects" : [
                {
                  "path" : "Events",
                  "class" : "TTree",
                  "title" : "",
                  "cycle" : 1,
                  "stored_bytes" : 2700,
                  "full_bytes" : 4201,
                  "compression" : "zstd",
                  "entries" : 1050,
                  "clusters" : 11,
                  "cluster_entries" : 100
                }
              ],
              "errors" : [ ]
            }
          ]
        }
        """,
        names(session.out()));
  }

  @Test
  void one_tree_of_many_files_is_shown() throws IOException {
    Session session = session();
    assertEquals(
        ExitCode.DONE, session.hdw("root", "--tree", "meta/Runs", "@nano.root"), session.err());
    assertTrue(session.out().contains("meta/Runs") && !session.out().contains("Events"));
  }

  @Test
  void a_tree_that_is_not_there_is_answered_with_those_that_are() throws IOException {
    Session session = session();
    assertEquals(ExitCode.WORKFLOW_ERRORS, session.hdw("root", "--tree", "events", "@nano.root"));
    assertEquals(
        "hdw: `nano.root` has no tree `events`; it has `Events`, `meta/Runs`\n",
        names(session.err()));
  }

  @Test
  void a_broken_file_does_not_hide_the_others() throws IOException {
    Session session = session();
    assertEquals(
        ExitCode.WORKFLOW_ERRORS,
        session.hdw("root", "@broken.root", "@nano.root", "@missing.root", "@"));
    assertTrue(names(session.out()).startsWith("nano.root: "), session.out());
    assertEquals(
        """
        hdw: `broken.root` is cut off: it has only 17 bytes
        hdw: `missing.root` is not there
        hdw: `"""
            + folder
            + "` is a folder\n",
        names(session.err()));
  }

  @Test
  void a_broken_file_has_its_error_in_json_too() throws IOException {
    Session session = session();
    assertEquals(
        ExitCode.WORKFLOW_ERRORS, session.hdw("root", "--json", "@broken.root", "@nano.root"));
    String broken =
        """
            {
              "file" : "broken.root",
              "objects" : [ ],
              "errors" : [
                "is cut off: it has only 17 bytes"
              ]
            },
        """;
    assertTrue(names(session.out()).contains(broken), session.out());
    assertTrue(session.out().contains("\"entries\" : 1050"), session.out());
  }

  @Test
  void a_url_is_looked_into_as_a_file_is() throws IOException {
    Session session = session();
    session.hdw("root", "@nano.root");
    String local = names(session.out());
    HttpServer server = serve();
    try {
      String base = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
      assertEquals(ExitCode.DONE, session.hdw("root", base + "nano.root"), session.err());
      assertEquals(local, session.out().replace(base, ""));
      assertEquals(ExitCode.WORKFLOW_ERRORS, session.hdw("root", base + "missing.root"));
      assertEquals(
          "hdw: `missing.root` is not on the server (HTTP 404)\n", session.err().replace(base, ""));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void a_url_of_a_kind_that_is_not_read_is_refused_in_words() throws IOException {
    Session session = session();
    assertEquals(ExitCode.WORKFLOW_ERRORS, session.hdw("root", "ftp://host/nano.root"));
    assertEquals(
        "hdw: `ftp://host/nano.root` is a URL of a kind that hdw does not read\n", session.err());
  }

  /** A server of the folder that knows ranges. */
  private HttpServer serve() throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(address, 0);
    server.createContext("/", this::answer);
    server.start();
    return server;
  }

  private void answer(HttpExchange exchange) throws IOException {
    Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1));
    Matcher range = RANGE.matcher(exchange.getRequestHeaders().getFirst("Range"));
    try (exchange) {
      if (!Files.exists(file) || !range.matches()) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] content = Files.readAllBytes(file);
      int first = Integer.parseInt(range.group(1));
      int end = (int) Math.min(content.length, Long.parseLong(range.group(2)) + 1);
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + first + "-" + (end - 1) + "/" + content.length);
      exchange.sendResponseHeaders(206, end - first);
      exchange.getResponseBody().write(Arrays.copyOfRange(content, first, end));
    }
  }
}
