package hdw.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.json.JsonReader;
import hdw.run.RunFolder;
import hdw.run.RunSummary;
import hdw.run.WrittenRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BrowserTest {
  private static final String READY = "document.querySelectorAll('#nodes tbody tr').length > 0";
  private static final String HOSTILE = "<img src=x onerror=window.hit=1>";

  private Browser browser;

  @BeforeAll
  void start() throws Exception {
    browser = Browser.start();
  }

  @AfterAll
  void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void desk() throws Exception {
    browser.size(1280, 900);
    browser.scheme("light");
    browser.said();
  }

  private void open(Page page) throws Exception {
    browser.open(page.address());
    browser.await(READY);
    browser.await("document.querySelectorAll('#graph .box').length > 0");
  }

  private String tile(String state) throws Exception {
    return browser.text("[data-state=" + state + "] b");
  }

  private static String shown(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  @Test
  void the_page_shows_what_status_says_and_hides_the_token(@TempDir Path folder) throws Exception {
    RunFolder run = WrittenRun.write(folder, 2000, 1500);
    try (Page page = Page.of(run)) {
      open(page);
      var nodes = RunSummary.read(run).nodes();
      assertEquals(run.name(), browser.text("#run"));
      assertEquals(shown(nodes.stream().mapToLong(each -> each.done()).sum()), tile("done"));
      assertEquals("200", tile("running"));
      assertEquals("7", tile("failed"));
      assertEquals(10L, browser.run("return document.querySelectorAll('#nodes tbody tr').length"));
      assertEquals(10L, browser.run("return document.querySelectorAll('#graph .box').length"));
      assertFalse(browser.run("return location.href").toString().contains("token"));
      assertEquals("", browser.run("return document.cookie"));
      assertTrue(browser.text("#memory").contains("asked 2 GB"), browser.text("#memory"));
      browser.await("document.querySelectorAll('#machines tbody tr').length === 12");
      assertEquals(List.of(), browser.said());
      browser.open("http://localhost:" + page.port() + "/status");
      browser.await(READY);
    }
  }

  @Test
  void the_page_moves_with_the_journal(@TempDir Path folder) throws Exception {
    RunFolder run = WrittenRun.write(folder, 1000, 900);
    List<String> lines = Files.readAllLines(run.journal());
    Files.write(run.journal(), lines.subList(0, lines.size() - 400));
    try (Page page = Page.of(run)) {
      open(page);
      String before = tile("done");
      Files.write(
          run.journal(),
          lines.subList(lines.size() - 400, lines.size()),
          StandardOpenOption.APPEND);
      long done = RunSummary.read(run).nodes().stream().mapToLong(each -> each.done()).sum();
      browser.await("document.querySelector('[data-state=done] b').textContent === '" + done + "'");
      assertNotEquals(before, tile("done"));
      assertEquals("live", browser.text("#link"));
    }
    browser.await("document.querySelector('#link').textContent === 'not connected'");
    browser.await("!document.querySelector('#banner').hidden");
    assertTrue(browser.text("#banner").contains("Nobody answers since"), browser.text("#banner"));
  }

  @Test
  void a_click_leads_from_a_node_to_its_jobs_and_to_the_story_of_one(@TempDir Path folder)
      throws Exception {
    RunFolder run = WrittenRun.write(folder, 2000, 1500);
    try (Page page = Page.of(run)) {
      open(page);
      browser.click("#graph [data-id='ntuple/DYto2L']");
      browser.await("document.querySelectorAll('#drawer [data-job]').length === 50");
      assertEquals("Node ntuple/DYto2L", browser.text("#drawer-title"));
      browser.click("#drawer [data-chip=running]");
      browser.await("document.querySelectorAll('#drawer [data-job]').length === 40");
      browser.click("#drawer [data-job] button");
      browser.await("document.querySelector('#why') !== null");
      assertTrue(browser.text("#why").contains("is told about"), browser.text("#why"));
      browser.click("#drawer-back");
      browser.await("document.querySelectorAll('#drawer [data-job]').length === 40");
      browser.run(
          "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true}))");
      browser.await("document.querySelector('#drawer').hidden");
    }
  }

  @Test
  void a_failure_leads_to_its_jobs_and_shows_the_end_of_a_log(@TempDir Path folder)
      throws Exception {
    RunFolder run = WrittenRun.write(folder, 2000, 1500);
    String job = RunSummary.read(run).failures().get(0).jobs().get(0);
    Path log = run.file(RunFolder.log("ntuple", job, 1) + ".err");
    Files.createDirectories(log.getParent());
    Files.writeString(log, "opening root://eos//store/file.root\n[FATAL] Auth failed\n");
    try (Page page = Page.of(run)) {
      open(page);
      browser.await("document.querySelector('#failures pre').textContent.includes('Auth failed')");
      assertTrue(browser.text("#failures b").contains("7 × bad_input"), browser.text("#failures"));
      browser.click("#failures .group-head button");
      browser.await("document.querySelectorAll('#drawer [data-job]').length === 7");
      browser.click("#drawer [data-job='" + job + "'] button");
      browser.await("document.querySelector('#log')?.textContent.includes('[FATAL] Auth failed')");
    }
  }

  @Test
  void a_job_is_found_by_a_part_of_its_id(@TempDir Path folder) throws Exception {
    RunFolder run = WrittenRun.write(folder, 2000, 1500);
    String job = RunSummary.read(run).state().jobs().get(777).id();
    try (Page page = Page.of(run)) {
      open(page);
      browser.run(
          "const f = document.querySelector('#find'); f.value = '"
              + job.substring(job.length() - 12)
              + "'; document.querySelector('#search').requestSubmit()");
      browser.await("document.querySelector('#drawer-title').textContent === '" + job + "'");
    }
  }

  @Test
  void nobody_sees_anything_without_the_token(@TempDir Path folder) throws Exception {
    RunFolder run = WrittenRun.write(folder, 100, 100);
    try (Page page = Page.of(run)) {
      browser.open("http://localhost:" + page.port() + "/status");
      assertTrue(browser.text("body").contains("wants the token"), browser.text("body"));
      assertFalse(browser.text("body").contains("ntuple"));
      browser.open("http://localhost:" + page.port() + "/status?token=wrong");
      assertTrue(browser.text("body").contains("wants the token"), browser.text("body"));
    }
  }

  @Test
  void names_and_logs_are_shown_as_they_are_and_never_run(@TempDir Path folder) throws Exception {
    RunFolder run = WrittenRun.write(folder, 200, 200);
    for (Path each : List.of(run.plan(), run.journal())) {
      String text = Files.readString(each).replace("DYto2L", HOSTILE);
      Files.writeString(each, text.replace("[FATAL] Auth failed", "<script>window.hit=1</script>"));
    }
    String job = RunSummary.read(run).failures().get(0).jobs().get(0);
    for (String each : RunSummary.read(run).state().jobs().stream().map(one -> one.id()).toList()) {
      Path log = run.file(RunFolder.log("ntuple", each, 1) + ".err");
      Files.createDirectories(log.getParent());
      Files.writeString(log, HOSTILE + "\n");
    }
    try (Page page = Page.of(run)) {
      open(page);
      browser.await("document.querySelector('#failures pre').textContent.includes('onerror')");
      assertTrue(browser.text("#nodes").contains("ntuple/" + HOSTILE), browser.text("#nodes"));
      assertTrue(browser.text("#graph").contains("ntuple/" + HOSTILE), browser.text("#graph"));
      assertTrue(browser.text(".evidence").contains("<script>"), browser.text(".evidence"));
      browser.run("location.hash = new URLSearchParams({job: " + Browser.quoted(job) + "})");
      browser.await("document.querySelector('#log')?.textContent.includes('onerror')");
      browser.run("location.hash = new URLSearchParams({node: 'ntuple/" + HOSTILE + "'})");
      browser.await("document.querySelectorAll('#drawer [data-job]').length === 40");
      assertEquals(0L, browser.run("return document.querySelectorAll('img, main script').length"));
      assertEquals(false, browser.run("return 'hit' in window"));
    }
  }

  @Test
  void a_phone_need_not_scroll_sideways(@TempDir Path folder) throws Exception {
    RunFolder run = WrittenRun.write(folder, 2000, 1500);
    try (Page page = Page.of(run)) {
      browser.size(390, 844);
      open(page);
      String wide = "return document.documentElement.scrollWidth";
      assertEquals(390L, browser.run(wide));
      browser.run("location.hash = 'node=ntuple/WW'");
      browser.await("document.querySelectorAll('#drawer [data-job]').length === 50");
      assertEquals(390L, browser.run(wide));
      assertEquals(
          true,
          browser.run(
              "const d = document.querySelector('#drawer-body');"
                  + "return d.scrollWidth <= d.clientWidth && d.clientWidth <= 390"));
      browser.picture("phone-node");
    }
  }

  @Test
  void the_dark_is_dark_and_words_can_be_read_in_both(@TempDir Path folder) throws Exception {
    RunFolder run = WrittenRun.write(folder, 2000, 1500);
    try (Page page = Page.of(run)) {
      for (String scheme : List.of("light", "dark")) {
        browser.scheme(scheme);
        open(page);
        double back = luminance("backgroundColor", "body");
        assertTrue(scheme.equals("dark") ? back < 0.05 : back > 0.8, scheme + " " + back);
        for (String each : List.of("body", ".hint", ".tile span", "#state", ".evidence", "th")) {
          double text = luminance("color", each);
          double card = luminance("backgroundColor", ".panel");
          double contrast = (Math.max(text, card) + 0.05) / (Math.min(text, card) + 0.05);
          assertTrue(contrast >= 4.5, scheme + " " + each + " " + contrast);
        }
      }
    }
  }

  /** As WCAG has it. */
  private double luminance(String property, String selector) throws Exception {
    Object value =
        browser.run(
            "const c = getComputedStyle(document.querySelector('"
                + selector
                + "'))."
                + property
                + ".match(/[0-9.]+/g).slice(0, 3).map((v) => v / 255)"
                + ".map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);"
                + "return String(0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2])");
    return Double.parseDouble(value.toString());
  }

  @Test
  void the_picture_is_moved_and_zoomed_by_mouse_and_keys(@TempDir Path folder) throws Exception {
    RunFolder run = WrittenRun.write(folder, 200, 200);
    try (Page page = Page.of(run)) {
      open(page);
      String place = "return document.querySelector('#graph > g').getAttribute('transform')";
      Object first = browser.run(place);
      browser.run(
          "document.querySelector('#graph').dispatchEvent("
              + "new WheelEvent('wheel', {deltaY: -200, cancelable: true, clientX: 300, clientY: 500}))");
      Object closer = browser.run(place);
      assertNotEquals(first, closer);
      browser.run(
          "const g = document.querySelector('#graph'); for (const key of ['ArrowRight', '0'])"
              + " g.dispatchEvent(new KeyboardEvent('keydown', {key, cancelable: true}))");
      assertNotEquals(closer, browser.run(place));
      browser.click("#graph-by");
      browser.await("document.querySelectorAll('#graph .box').length === 2");
      assertTrue(browser.text("#graph [data-id=ntuple]").contains("of 200 done"));
      browser.click("#graph [data-id=ntuple]");
      browser.await("document.querySelector('#drawer-title').textContent === 'Task ntuple'");
    }
  }

  @Test
  void a_hundred_thousand_jobs_leave_browser_and_server_at_ease(@TempDir Path folder)
      throws Exception {
    RunFolder run = WrittenRun.write(folder, 100_000, 90_000);
    List<String> lines = Files.readAllLines(run.journal());
    int grown = lines.size() - 20_000;
    Files.write(run.journal(), lines.subList(0, grown));
    long begun = System.nanoTime();
    try (Page page = Page.of(run)) {
      open(page);
      Duration first = Duration.ofNanos(System.nanoTime() - begun);
      Duration cpu = cpu();
      long bytes = 0;
      int updates = 0;
      try (Page.Listener listener = page.listen()) {
        int whole = listener.next().length();
        for (int i = 0; i < 10; i++) {
          int from = grown + i * 2000;
          Files.write(run.journal(), lines.subList(from, from + 2000), StandardOpenOption.APPEND);
          bytes += listener.next().length();
          updates++;
        }
        Duration used = cpu().minus(cpu);
        System.out.println(
            "100,000 jobs: page after "
                + first.toMillis()
                + " ms, first "
                + whole
                + " bytes, then "
                + bytes / updates
                + " bytes an update, "
                + used.toMillis() / updates
                + " ms of CPU each");
        assertTrue(whole < 60_000, whole + " bytes");
        assertTrue(bytes / updates < 20_000, bytes + " bytes");
      }
      long done = RunSummary.read(run).nodes().stream().mapToLong(each -> each.done()).sum();
      browser.await(
          "document.querySelector('[data-state=done] b').textContent === '" + shown(done) + "'");
      assertEquals(true, browser.run("return document.querySelectorAll('*').length < 3000"));
      assertTrue(first.compareTo(Duration.ofSeconds(20)) < 0, first.toString());
      assertEquals(
          50, JsonReader.objects(page.get("/api/jobs?state=queued").json(), "jobs").size());
    }
  }

  /** What this process has used of its processors. */
  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Test
  void the_page_is_looked_at(@TempDir Path folder) throws Exception {
    RunFolder run = WrittenRun.write(folder, 2000, 1500);
    try (Page page = Page.of(run)) {
      for (String scheme : List.of("light", "dark")) {
        browser.scheme(scheme);
        for (int width : List.of(1280, 390)) {
          browser.size(width, width == 390 ? 3400 : 1900);
          open(page);
          browser.await("document.querySelectorAll('#machines tbody tr').length > 0");
          browser.picture(scheme + "-" + width);
        }
      }
    }
  }
}
