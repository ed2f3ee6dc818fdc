package hdw.dashboard;

import hdw.json.JsonReader;
import hdw.run.JobStory;
import hdw.run.RunFolder;
import hdw.run.RunSummary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A live page in a test, and somebody who asks it over a plain connection: no header is hidden. */
final class Page implements AutoCloseable {
  private static final int MILLISECONDS_TO_WAIT = 30_000;

  private final Dashboard dashboard;

  private Page(Dashboard dashboard) {
    this.dashboard = dashboard;
  }

  /** Of one run, on this machine alone. */
  static Page of(RunFolder run) throws IOException {
    return of(RunChoice.named(run));
  }

  static Page of(RunChoice choice) throws IOException {
    var place = new Dashboard.Place(InetAddress.getLoopbackAddress(), "here.example.org", 0);
    return new Page(Dashboard.start(place, choice, new Plain()));
  }

  /** Says of every job that it is told about here. */
  private static final class Plain implements JobWords {
    @Override
    public List<String> why(RunSummary summary, RunFolder folder, JobStory job) {
      return List.of(job.id() + " is told about", "  in two lines");
    }

    @Override
    public List<String> queue(RunFolder folder, String job) {
      return List.of("  the pool says nothing of " + job);
    }
  }

  /** An answer as it came: its head, and its body. */
  record Got(int status, String head, String body) {
    Map<String, Object> json() throws IOException {
      return JsonReader.object(body);
    }
  }

  int port() {
    return dashboard.port();
  }

  String token() {
    return dashboard.token().text();
  }

  String address() {
    return "http://localhost:" + port() + "/status?token=" + token();
  }

  /** What somebody gets who knows the token. */
  Got get(String path) throws IOException {
    String sign = path.contains("?") ? "&" : "?";
    return ask("GET " + path + sign + "token=" + token(), "Host: localhost:" + port());
  }

  /** What a request gets, line by line as it is said. */
  Got ask(String request, String... headers) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(MILLISECONDS_TO_WAIT);
      OutputStream out = socket.getOutputStream();
      String all = request + " HTTP/1.1\r\n" + String.join("\r\n", headers);
      out.write((all + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
      String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int end = text.indexOf("\r\n\r\n");
      String head = end < 0 ? text : text.substring(0, end);
      int status = Integer.parseInt(head.split(" ", 3)[1]);
      return new Got(status, head, end < 0 ? "" : text.substring(end + 4));
    }
  }

  /** What the page shows, when it has read the run. */
  Map<String, Object> now() throws IOException, InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLISECONDS_TO_WAIT);
    while (true) {
      Map<String, Object> json = get("/api/now").json();
      if (!JsonReader.inner(json, "sections").orElse(Map.of()).isEmpty()) {
        return json;
      }
      if (System.nanoTime() > until) {
        throw new IOException("the run is not shown: " + json);
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** The rows of a section, by key. */
  static Map<String, Object> rows(Map<String, Object> now, String section) {
    return JsonReader.inner(now, "sections")
        .flatMap(all -> JsonReader.inner(all, section))
        .flatMap(each -> JsonReader.inner(each, "rows"))
        .orElse(Map.of());
  }

  /** A row of a section. */
  static Map<String, Object> row(Map<String, Object> now, String section, String key) {
    return JsonReader.inner(rows(now, section), key).orElse(Map.of());
  }

  /** Somebody who is told what changes. */
  Listener listen() throws IOException, InterruptedException {
    URI events = URI.create("http://localhost:" + port() + "/api/events?token=" + token());
    return new Listener(
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(events).build(), BodyHandlers.ofInputStream())
            .body());
  }

  /** Hears events one by one. */
  static final class Listener implements AutoCloseable {
    private final BufferedReader in;

    private Listener(InputStream in) {
      this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** The data of the next event that says something new. */
    String next() throws IOException {
      String event = "";
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("event: ")) {
          event = line;
        } else if (line.startsWith("data: ") && event.equals("event: board")) {
          return line.substring("data: ".length());
        }
      }
      throw new IOException("nothing more is told");
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /** A query from names and values. */
  static String query(Map<String, String> values) {
    return values.entrySet().stream()
        .map(
            each ->
                each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", "?", ""));
  }

  @Override
  public void close() {
    dashboard.close();
  }
}
