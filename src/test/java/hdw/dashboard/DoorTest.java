package hdw.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hdw.run.RunFolder;
import hdw.run.WrittenRun;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in to the page, and what nobody gets. */
final class DoorTest {
  @TempDir Path folder;
  private RunFolder run = new RunFolder(Path.of(""));
  private Page page;

  @BeforeEach
  void open() throws Exception {
    run = WrittenRun.write(folder, 200, 200);
    page = Page.of(run);
    page.now();
  }

  @AfterEach
  void close() {
    page.close();
  }

  private static void refused(Page.Got got) {
    assertEquals(403, got.status(), got.head());
    for (String each : Set.of("big", "ntuple", "DYto2L", "lxplus901", "page.js")) {
      assertFalse(got.body().contains(each), got.body());
    }
  }

  private String host() {
    return "Host: localhost:" + page.port();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/status",
        "/",
        "/api/now",
        "/api/events",
        "/api/graph",
        "/api/jobs",
        "/api/machines",
        "/api/job?job=ntuple/DYto2L/file_9e3779b97f4a7c15",
        "/api/log?job=ntuple/DYto2L/file_9e3779b97f4a7c15&attempt=1",
        "/api/queue?job=x",
        "/assets/page.js",
        "/nowhere"
      })
  void nobody_is_let_in_without_the_token_or_with_a_wrong_one(String path) throws IOException {
    refused(page.ask("GET " + path, host()));
    String sign = path.contains("?") ? "&" : "?";
    refused(page.ask("GET " + path + sign + "token=", host()));
    refused(page.ask("GET " + path + sign + "token=" + "A".repeat(32), host()));
    String almost = page.token().substring(1);
    refused(page.ask("GET " + path + sign + "token=" + almost, host()));
    refused(page.ask("GET " + path, host(), "Cookie: hdw=" + page.token()));
  }

  @Test
  void the_token_in_the_address_becomes_a_cookie_that_no_script_and_no_other_site_can_use()
      throws IOException {
    Page.Got first = page.get("/status");
    assertEquals(200, first.status());
    String line =
        first.head().lines().filter(each -> each.startsWith("Set-cookie: ")).findFirst().get();
    assertTrue(line.endsWith("; Path=/; HttpOnly; SameSite=Strict"), line);
    String cookie = line.substring("Set-cookie: ".length(), line.indexOf(';'));
    assertEquals(200, page.ask("GET /api/now", host(), "Cookie: a=b; " + cookie).status());
    refused(page.ask("GET /api/now", host(), "Cookie: " + cookie + "x"));
  }

  @Test
  void two_pages_on_one_host_keep_their_cookies_apart() throws IOException {
    try (Page other = Page.of(run)) {
      assertNotEquals(other.token(), page.token());
      assertNotEquals(cookieName(other), cookieName(page));
    }
  }

  private static String cookieName(Page page) throws IOException {
    String head = page.get("/status").head();
    int at = head.indexOf("Set-cookie: ");
    return head.substring(at, head.indexOf('=', at));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example.com",
        "evil.example.com:8787",
        "localhost.evil.example.com",
        "127.0.0.1.evil.example.com:80",
        "[::1].evil.example.com",
        "10.0.0.1",
        "localhost@evil.example.com",
        ""
      })
  void a_page_whose_name_was_led_to_this_address_reads_nothing(String host) throws IOException {
    refused(page.ask("GET /api/now?token=" + page.token(), "Host: " + host));
  }

  @Test
  void two_hosts_are_one_too_many() throws IOException {
    refused(page.ask("GET /api/now?token=" + page.token(), host(), "Host: evil.example.com"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:8000", "localhost", "127.0.0.1:41993", "[::1]:8000", "LOCALHOST:1"})
  void a_tunnel_may_have_any_port(String host) throws IOException {
    assertEquals(200, page.ask("GET /api/now?token=" + page.token(), "Host: " + host).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site"})
  void another_page_of_the_same_browser_gets_no_data(String site) throws IOException {
    String from = "Sec-Fetch-Site: " + site;
    refused(page.ask("GET /api/now?token=" + page.token(), host(), from));
    assertEquals(200, page.ask("GET /status?token=" + page.token(), host(), from).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "WRITE"})
  void nothing_can_be_written(String method) throws IOException {
    Map<Path, Long> before = files();
    Page.Got got =
        page.ask(method + " /api/now?token=" + page.token(), host(), "Content-Length: 0");
    assertEquals(405, got.status());
    assertTrue(got.head().contains("Allow: GET, HEAD"), got.head());
    assertEquals(before, files());
  }

  private Map<Path, Long> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .collect(java.util.stream.Collectors.toMap(each -> each, each -> each.toFile().length()));
    }
  }

  @Test
  void a_head_has_no_body() throws IOException {
    Page.Got got = page.ask("HEAD /status?token=" + page.token(), host());
    assertEquals(200, got.status());
    assertEquals("", got.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/../page.js",
        "/assets/..%2f..%2f..%2fetc%2fpasswd",
        "/assets/%2e%2e/%2e%2e/etc/passwd",
        "/assets//etc/passwd",
        "/../../../../etc/passwd",
        "/assets/page.js%00.css",
        "/journal.jsonl",
        "/api/log?job=../../../../etc/passwd&attempt=1",
        "/api/log?job=..%2f..%2fjournal&attempt=1",
        "/api/log?job=/etc/passwd&attempt=1&number=0",
        "/api/job?job=../plan",
        "/api/graph/../../plan.json"
      })
  void no_path_of_the_file_system_can_be_asked_for(String path) throws IOException {
    Page.Got got = page.get(path);
    assertEquals(404, got.status(), got.body());
    assertFalse(got.body().contains("root:"), got.body());
  }

  @Test
  void a_log_that_is_a_link_out_of_the_run_is_not_shown() throws IOException {
    String job = "ntuple/DYto2L/file_9e3779b97f4a7c15";
    Path secret = Files.writeString(folder.resolve("secret"), "the private key");
    Path log = run.file(RunFolder.log("ntuple", job, 1) + ".err");
    Files.createDirectories(log.getParent());
    Files.createSymbolicLink(log, secret);
    Page.Got got = page.get("/api/log?job=" + job + "&attempt=1");
    assertEquals(404, got.status(), got.body());
    Files.delete(log);
    Files.writeString(log, "its own words");
    got = page.get("/api/log?job=" + job + "&attempt=1");
    assertEquals("its own words", got.json().get("text"));
    assertEquals(404, page.get("/api/log?job=" + job + "&attempt=2").status());
  }

  @Test
  void a_log_that_higgsdnas_layout_keeps_in_its_own_folder_is_shown() throws IOException {
    String job = "ntuple/DYto2L/file_9e3779b97f4a7c15";
    Path jobs = folder.resolve(".higgs_dna_vanilla_lxplus").resolve(run.name()).resolve("jobs");
    Files.createDirectories(jobs);
    Files.createSymbolicLink(run.file("jobs"), jobs);
    Path target = Files.writeString(jobs.resolve("AN-DYto2L.1.0.err"), "words from there");
    Path log = run.file(RunFolder.log("ntuple", job, 1) + ".err");
    Files.createDirectories(log.getParent());
    Files.createSymbolicLink(log, target);
    Page.Got got = page.get("/api/log?job=" + job + "&attempt=1");
    assertEquals("words from there", got.json().get("text"));
  }

  @Test
  void browsers_are_told_to_trust_nothing() throws IOException {
    String head = page.get("/status").head();
    for (String each :
        List.of(
            "Content-security-policy: default-src 'none'; script-src 'self'",
            "frame-ancestors 'none'",
            "X-content-type-options: nosniff",
            "Referrer-policy: no-referrer",
            "Cache-control: no-store",
            "Cross-origin-resource-policy: same-origin")) {
      assertTrue(head.contains(each), each + " is missing in " + head);
    }
    assertFalse(head.contains("Access-control-allow"), head);
  }

  @Test
  void the_token_is_written_nowhere() throws IOException {
    page.get("/status");
    page.get("/api/jobs");
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        assertFalse(Files.readString(each).contains(page.token()), each.toString());
      }
    }
    assertFalse(Token.random().toString().contains(Token.random().text()));
    assertEquals(32, page.token().length());
  }

  @Test
  void no_other_machine_reaches_it() throws IOException {
    List<InetAddress> others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(each -> !each.isLoopbackAddress() && !each.isLinkLocalAddress())
            .toList();
    for (InetAddress each : others) {
      assertFalse(answers(each), "it listens on " + each);
    }
  }

  private boolean answers(InetAddress address) {
    try (var socket = new Socket(address, page.port())) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  @Test
  void another_user_of_the_login_node_sees_nothing_of_the_run() throws Exception {
    assumeTrue(
        "root".equals(System.getProperty("user.name")),
        "only root may become somebody else for a moment");
    assumeTrue(has("setpriv") && has("curl"), "there is no setpriv or no curl here");
    String url = "http://localhost:" + page.port() + "/api/now";
    Process other =
        new ProcessBuilder(
                "setpriv",
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                "curl",
                "-s",
                "-i",
                url)
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .start();
    try (InputStream said = other.getInputStream()) {
      String text = new String(said.readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, other.waitFor(), text);
      assertTrue(text.startsWith("HTTP/1.1 403"), text);
      assertFalse(text.contains("big") || text.contains("ntuple"), text);
    }
  }

  private static boolean has(String program) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
  }
}
