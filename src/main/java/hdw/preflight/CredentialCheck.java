package hdw.preflight;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.executor.Mount;
import hdw.executor.NodeSettings;
import hdw.model.Resource;
import hdw.model.Setting;
import hdw.model.Type;
import hdw.model.Value;
import hdw.units.WallTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the grid proxy that jobs show is there, is seen where they run, and lives until the last
 * of them has ended.
 */
record CredentialCheck(Surroundings surroundings) {
  private static final String MAKE = "`voms-proxy-init --voms cms --valid 192:00`";
  private static final String OPEN =
      "; where none is needed, as for open data, say `credential = none` in the site";

  /**
   * Why a proxy is needed.
   *
   * @param code the message where it is missing: jobs may do without one where only the name of a
   *     file speaks for it, as open data is for everybody
   */
  private record Need(Code code, Span span, String because) {}

  void check(BatchJobs jobs, Diagnostics diagnostics) {
    try {
      Optional<Need> need = need(jobs);
      if (need.isPresent()) {
        check(jobs, need.get(), Proxy.of(surroundings), diagnostics);
      }
    } catch (IOException noOwner) {
      // this system does not say who runs a process, so it has no proxy in the usual place
    }
  }

  private Optional<Need> need(BatchJobs jobs) {
    Optional<String> said = jobs.site("credential", Type.TEXT).map(Value::text);
    if (said.isPresent()) {
      Span span = jobs.setting("credential").map(Setting::span).orElseThrow();
      return said.get().equals("none")
          ? Optional.empty()
          : Optional.of(new Need(Code.HDW0712, span, "the site wants one: `credential`"));
    }
    Span first = jobs.asks().get(0).span();
    if (!surroundings.variable("X509_USER_PROXY").isEmpty()) {
      return Optional.of(new Need(Code.HDW0712, first, "X509_USER_PROXY names it"));
    }
    return jobs.remote()
        .map(
            each ->
                new Need(
                    Code.HDW0713,
                    each.node().node().task().span(),
                    "`" + each.node().node().id() + "` uses `" + each.file() + "`"));
  }

  private void check(BatchJobs jobs, Need need, Proxy proxy, Diagnostics diagnostics) {
    if (!proxy.exists()) {
      diagnostics.add(
          Diagnostic.of(need.code(), need.span(), "there is no grid proxy `" + proxy.file() + "`")
              .note(need.because())
              .hint(MAKE + " makes one" + (need.code() == Code.HDW0713 ? OPEN : "")));
      return;
    }
    Optional<Instant> end = proxy.end(surroundings.program(), surroundings.clock());
    Instant now = surroundings.clock().instant();
    if (end.isEmpty() || !end.get().isAfter(now)) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0712,
                  need.span(),
                  end.isEmpty()
                      ? "`" + proxy.file() + "` is no grid proxy that can be read"
                      : "the grid proxy `" + proxy.file() + "` expired at " + end.get())
              .note(need.because())
              .hint(MAKE + " makes a new one" + (need.code() == Code.HDW0713 ? OPEN : "")));
      return;
    }
    checkLife(jobs, need, Duration.between(now, end.get()), diagnostics);
    checkPlace(jobs, need, proxy, diagnostics);
  }

  private static void checkLife(BatchJobs jobs, Need need, Duration left, Diagnostics diagnostics) {
    Optional<BatchJobs.Ask> longest = jobs.longest();
    long runs = longest.flatMap(each -> each.request().time()).map(WallTime::seconds).orElse(0L);
    Optional<WallTime> waits =
        jobs.site("start_within", Type.TIME).map(each -> ((Value.Time) each).time());
    long needed = runs + waits.map(WallTime::seconds).orElse(0L);
    if (left.toSeconds() >= needed) {
      return;
    }
    String sum =
        longest.map(each -> "`" + each.node().node().id() + "` may run " + time(runs)).orElse("")
            + waits.map(each -> " and wait " + each + " in the queue (`start_within`)").orElse("");
    diagnostics.add(
        Diagnostic.of(
                Code.HDW0714,
                longest.flatMap(each -> each.request().span(Resource.TIME)).orElse(need.span()),
                "the grid proxy lives for "
                    + time(left.toSeconds())
                    + ", but jobs may need it for "
                    + time(needed))
            .note(sum.strip())
            .hint(MAKE + " makes one that lives for 8 days"));
  }

  private static String time(long seconds) {
    // seconds tell nobody anything where it is about hours
    return new WallTime(seconds >= 60 ? seconds / 60 * 60 : seconds).toString();
  }

  private void checkPlace(BatchJobs jobs, Need need, Proxy proxy, Diagnostics diagnostics) {
    if (Mount.of(proxy.file()) != Mount.TEMPORARY || !NodeSettings.isShared(jobs.plan())) {
      return;
    }
    String name = proxy.file().getFileName().toString();
    diagnostics.add(
        Diagnostic.of(
                Code.HDW0716,
                need.span(),
                "the grid proxy `" + proxy.file() + "` lies on this machine alone")
            .note("jobs on other machines look for it under the same name, and find nothing")
            .hint(
                "`cp "
                    + proxy.file()
                    + " ~/."
                    + name
                    + " && export X509_USER_PROXY=~/."
                    + name
                    + "`, and run again"));
  }
}
