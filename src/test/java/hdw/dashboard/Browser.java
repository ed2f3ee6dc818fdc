package hdw.dashboard;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hdw.json.JsonReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.text.StringEscapeUtils;

/**
 * A real Chromium, driven through {@code chromedriver} by the WebDriver protocol of the W3C, which
 * is JSON over HTTP: no library is needed for it.
 */
public final class Browser implements AutoCloseable {
  private static final int SECONDS_TO_WAIT = 30;
  private static final String WORDS = "there is no chromium with chromedriver here";

  private final Process driver;
  private final String session;
  private final HttpClient http = HttpClient.newHttpClient();

  private Browser(Process driver, String server) throws IOException, InterruptedException {
    this.driver = driver;
    awaitReady(server);
    String created =
        send(
            "POST",
            server + "/session",
            """
            {"capabilities": {"alwaysMatch": {"goog:chromeOptions": {"args": ["--headless=new",
            "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--hide-scrollbars",
            "--window-size=1280,900"]}, "goog:loggingPrefs": {"browser": "ALL"}}}}
            """);
    String id =
        JsonReader.inner(JsonReader.object(created), "value")
            .flatMap(each -> JsonReader.text(each, "sessionId"))
            .orElseThrow(() -> new IOException("no session: " + created));
    session = server + "/session/" + id;
  }

  /** Starts one; skips the test where there is none, or fails it where it is required. */
  public static Browser start() throws IOException, InterruptedException {
    boolean found = has("chromedriver") && (has("chromium") || has("google-chrome"));
    if ("1".equals(System.getenv("HDW_ENGINES_REQUIRED"))) {
      assertTrue(found, "HDW_ENGINES_REQUIRED=1, but " + WORDS);
    }
    assumeTrue(found, WORDS);
    int port;
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = any.getLocalPort();
    }
    Process driver =
        new ProcessBuilder("chromedriver", "--port=" + port)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return new Browser(driver, "http://127.0.0.1:" + port);
    } catch (IOException broken) {
      driver.destroy();
      throw broken;
    }
  }

  private static boolean has(String program) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
  }

  private void awaitReady(String server) throws IOException, InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_WAIT);
    while (true) {
      try {
        if (send("GET", server + "/status", "").contains("\"ready\":true")) {
          return;
        }
      } catch (IOException notYet) {
        if (System.nanoTime() > until || !driver.isAlive()) {
          throw notYet;
        }
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private String send(String method, String url, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    var answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(method + " " + url + ": " + answer.body());
    }
    return answer.body();
  }

  private Object value(String method, String path, String body)
      throws IOException, InterruptedException {
    return JsonReader.object(send(method, session + path, body)).get("value");
  }

  /** Opens an address. */
  public void open(String url) throws IOException, InterruptedException {
    value("POST", "/url", "{\"url\": \"" + StringEscapeUtils.escapeJson(url) + "\"}");
  }

  /** What a piece of JavaScript returns. */
  public Object run(String script) throws IOException, InterruptedException {
    return value(
        "POST",
        "/execute/sync",
        "{\"args\": [], \"script\": \"" + StringEscapeUtils.escapeJson(script) + "\"}");
  }

  /** The text of the first element of a selector; empty where there is none. */
  public String text(String selector) throws IOException, InterruptedException {
    return run("return document.querySelector(" + quoted(selector) + ")?.textContent ?? ''")
        .toString();
  }

  /** Clicks on the middle of an element as a mouse does. */
  public void click(String selector) throws IOException, InterruptedException {
    await("document.querySelector(" + quoted(selector) + ") !== null");
    run("document.querySelector(" + quoted(selector) + ").scrollIntoView({block: 'center'})");
    Map<String, Object> element =
        JsonReader.inner(
                JsonReader.object(
                    send(
                        "POST",
                        session + "/element",
                        "{\"using\": \"css selector\", \"value\": \""
                            + StringEscapeUtils.escapeJson(selector)
                            + "\"}")),
                "value")
            .orElse(Map.of());
    String id = element.values().iterator().next().toString();
    value("POST", "/element/" + id + "/click", "{}");
  }

  /** Waits until a condition in JavaScript holds. */
  public void await(String condition) throws IOException, InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_WAIT);
    while (!Boolean.TRUE.equals(run("return Boolean(" + condition + ")"))) {
      if (System.nanoTime() > until) {
        throw new AssertionError(
            "never: " + condition + "\n" + run("return document.body.innerText") + "\n" + said());
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** Asks Chromium itself, by its own protocol. */
  void command(String command, String parameters) throws IOException, InterruptedException {
    value(
        "POST",
        "/goog/cdp/execute",
        "{\"cmd\": \"" + command + "\", \"params\": " + parameters + "}");
  }

  /** Makes the window so large; narrow ones are phones. */
  public void size(int width, int height) throws IOException, InterruptedException {
    command(
        "Emulation.setDeviceMetricsOverride",
        "{\"width\": "
            + width
            + ", \"height\": "
            + height
            + ", \"deviceScaleFactor\": 1, \"mobile\": "
            + (width < 500)
            + "}");
  }

  /** Sets {@code light} or {@code dark}. */
  public void scheme(String scheme) throws IOException, InterruptedException {
    command(
        "Emulation.setEmulatedMedia",
        "{\"features\": [{\"name\": \"prefers-color-scheme\", \"value\": \"" + scheme + "\"}]}");
  }

  /** Writes what is seen into a PNG below {@code target}. */
  public void picture(String name) throws IOException, InterruptedException {
    String png = value("GET", "/screenshot", "").toString();
    Path folder = Files.createDirectories(Path.of("target", "dashboard"));
    Files.write(folder.resolve(name + ".png"), Base64.getDecoder().decode(png));
  }

  /** What the browser complained of: errors of scripts, files that were refused. */
  public List<String> said() throws IOException, InterruptedException {
    Map<String, Object> answer =
        JsonReader.object(send("POST", session + "/se/log", "{\"type\": \"browser\"}"));
    return JsonReader.objects(answer, "value").stream()
        .map(each -> each.get("level") + " " + each.get("message"))
        .toList();
  }

  /** A text as JavaScript writes it. */
  public static String quoted(String text) {
    return "\"" + StringEscapeUtils.escapeEcmaScript(text) + "\"";
  }

  @Override
  public void close() throws IOException {
    try {
      send("DELETE", session, "");
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    } finally {
      driver.destroy();
    }
  }
}
