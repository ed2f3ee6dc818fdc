package hdw.report;

import hdw.insight.Insight;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Tells of a run in one HTML file. The same run, told by the same teller, gives the same bytes: no
 * time is in it but those of the run.
 */
public final class Report {
  /** How every report begins, so that it is known as one. */
  static final String MARKER = "<!DOCTYPE html>\n<!-- hdw report 1 -->\n";

  /** No script, no network: even a name that got through would do nothing. */
  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  private Report() {}

  /** The whole file. */
  public static String text(Insight insight, Teller teller) throws IOException {
    var html = new Html();
    html.raw(MARKER).open("html", "lang", "en").open("head");
    html.single("meta", "charset", "utf-8");
    html.single("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
    html.single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.single("meta", "name", "color-scheme", "content", "light dark");
    html.element("title", insight.summary().name() + ": " + insight.summary().runState());
    html.raw("<style>\n" + style() + "</style>\n").close().open("body").open("main");
    new Opening(insight, teller).write(html);
    new TimeSection(insight, teller.zone()).write(html);
    new UseSection(insight).write(html);
    new CostSection(insight).write(html);
    new FailureSection(insight).write(html);
    new CoverageSection(insight).write(html);
    new GraphSection(insight).write(html);
    new PlaceSection(insight).write(html);
    html.close()
        .element(
            "footer",
            "Written by "
                + teller.version()
                + " from journal.jsonl and "
                + "plan.json of "
                + insight.summary().name()
                + ". All times are those of the run.");
    return html.close().close().text();
  }

  private static String style() throws IOException {
    try (InputStream in = Report.class.getResourceAsStream("/hdw/report/report.css")) {
      if (in == null) {
        throw new IOException("hdw was built without the style of its reports");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
