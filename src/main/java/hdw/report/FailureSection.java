package hdw.report;

import hdw.insight.Answered;
import hdw.insight.AttemptRecord;
import hdw.insight.AttemptRecord.Outcome;
import hdw.insight.Insight;
import hdw.rules.Cause;
import hdw.rules.Decision;
import hdw.run.Event;
import hdw.run.JobStory;
import hdw.run.RunSummary;
import hdw.run.RunSummary.FailureGroup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What failed and why, what was done about it and with what success, and what did not run. */
final class FailureSection {
  private static final int MOST_GROUPS = 40;
  private static final int MOST_JOBS = 100;
  private static final int MOST_HOSTS = 12;

  private final Insight insight;
  private final RunSummary summary;

  FailureSection(Insight insight) {
    this.insight = insight;
    this.summary = insight.summary();
  }

  void write(Html html) {
    html.open("section", "id", "failures").element("h2", "Failures");
    List<FailureGroup> groups = summary.failures();
    if (groups.isEmpty()) {
      html.element("p", "No job failed for good.");
    }
    for (int i = 0; i < Math.min(MOST_GROUPS, groups.size()); i++) {
      group(html, groups.get(i), i + 1);
    }
    if (groups.size() > MOST_GROUPS) {
      html.element(
          "p",
          "And "
              + Figures.count(groups.size() - MOST_GROUPS, "other kind")
              + " of failures; hdw status names them all.");
    }
    attempts(html);
    answers(html);
    notRun(html);
    pauses(html);
    html.close();
  }

  private void group(Html html, FailureGroup group, int number) {
    String id = "failure-" + number;
    html.open("div", "class", "failure").open("h3");
    html.figure(id, group.jobs().size(), Figures.count(group.jobs().size(), "job"));
    html.text(" failed: ").element("span", group.reason(), "id", id + "-reason").close();
    html.element("pre", group.evidence(), "id", id + "-evidence");
    html.element("p", "On " + hosts(group.jobs()), "class", "note");
    jobs(html, group.jobs());
    html.close();
  }

  /** The machines on which jobs failed last, each with how many. */
  private String hosts(List<String> jobs) {
    Map<String, Integer> hosts = new TreeMap<>();
    for (String each : jobs) {
      List<Event.Failed> failures = failures(each);
      String host = failures.isEmpty() ? "" : failures.get(failures.size() - 1).host();
      hosts.merge(host.isEmpty() ? "no machine: they never began" : host, 1, Integer::sum);
    }
    String named =
        hosts.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .limit(MOST_HOSTS)
            .map(each -> each.getKey() + " (" + each.getValue() + ")")
            .collect(Collectors.joining(", "));
    return hosts.size() > MOST_HOSTS
        ? named + " and " + (hosts.size() - MOST_HOSTS) + " more machines"
        : named;
  }

  private static void jobs(Html html, List<String> jobs) {
    html.open("details").element("summary", Figures.count(jobs.size(), "job"));
    html.open("ul", "class", "jobs");
    jobs.stream().limit(MOST_JOBS).forEach(each -> html.element("li", each));
    html.close();
    if (jobs.size() > MOST_JOBS) {
      html.element("p", "and " + Figures.count(jobs.size() - MOST_JOBS) + " more");
    }
    html.element("p", "See: hdw logs " + jobs.get(0), "class", "note").close();
  }

  private void attempts(Html html) {
    Map<String, List<AttemptRecord>> reasons =
        insight.attempts().stream()
            .filter(each -> each.outcome() != Outcome.DONE)
            .collect(
                Collectors.groupingBy(
                    each -> each.outcome() == Outcome.LOST ? "lost" : each.reason(),
                    TreeMap::new,
                    Collectors.toList()));
    if (reasons.isEmpty()) {
      return;
    }
    html.element("h3", "Attempts that did not end well");
    html.table(List.of("Reason", "#Attempts", "#Jobs", "#Core hours"));
    reasons.forEach(
        (reason, all) -> {
          Duration cores =
              all.stream().map(AttemptRecord::coreTime).reduce(Duration.ZERO, Duration::plus);
          long jobs = all.stream().map(AttemptRecord::job).distinct().count();
          html.open("tr").cell(reason).cell("reason-" + reason + "-attempts", all.size());
          html.cell("reason-" + reason + "-jobs", jobs);
          html.cell("reason-" + reason + "-core", cores.toMillis(), Figures.cores(cores)).close();
        });
    html.endTable();
  }

  private void answers(Html html) {
    List<Answered> answers = Answered.of(insight.state());
    if (answers.isEmpty()) {
      return;
    }
    html.element("h3", "What was done about them");
    html.table(
        List.of("Rule", "Reason", "Did", "#Times", "#Ended well then", "#Failed again", "#Open"));
    for (int i = 0; i < answers.size(); i++) {
      Answered each = answers.get(i);
      String id = "answer-" + (i + 1);
      html.open("tr").cell(each.rule().isEmpty() ? "no rule" : each.rule()).cell(each.reason());
      html.cell(each.example());
      html.cell(id + "-times", each.times());
      boolean isRetry = each.kind() == Decision.Kind.RETRY;
      if (isRetry) {
        html.cell(id + "-done", each.done()).cell(id + "-failed", each.failed());
        html.cell(id + "-open", each.open());
      } else {
        html.cell("").cell("").cell("");
      }
      html.close();
    }
    html.endTable();
  }

  private void notRun(Html html) {
    Map<String, List<String>> givenUp = summary.givenUp();
    long blocked =
        insight.state().jobs().stream().filter(each -> each.blockedBy().isPresent()).count();
    if (givenUp.isEmpty() && blocked == 0) {
      return;
    }
    html.element("h3", "Not run").open("ul");
    givenUp.forEach(
        (rule, jobs) -> {
          html.open("li").figure("skipped-" + rule, jobs.size(), Figures.count(jobs.size(), "job"));
          html.text(" skipped by rule " + rule + because(jobs));
          jobs(html, jobs);
          html.close();
        });
    if (blocked > 0) {
      html.open("li").figure("blocked", blocked, Figures.count(blocked, "job"));
      html.text(" could not run, as what they take from failed or was skipped").close();
    }
    html.close();
  }

  /** Why the first of some jobs failed that a rule gave up. */
  private String because(List<String> jobs) {
    List<Event.Failed> failures = failures(jobs.get(0));
    if (failures.isEmpty()) {
      return " in an earlier run";
    }
    Cause cause = failures.get(failures.size() - 1).cause();
    return ": " + cause.reason().word() + ", " + cause.line();
  }

  private List<Event.Failed> failures(String job) {
    return insight.state().job(job).map(JobStory::failures).orElse(List.of());
  }

  private void pauses(Html html) {
    Map<String, Event.Paused> paused = insight.state().paused();
    if (paused.isEmpty()) {
      return;
    }
    html.element("h3", "Paused").open("ul");
    for (Event.Paused each : paused.values()) {
      html.open("li").text((summary.node(each.name()).isPresent() ? "node " : "task "));
      html.text(each.name() + ": ");
      html.text(
          each.canary()
              ? "its canary failed: "
              : "its first " + Figures.count(each.jobs(), "job") + " failed alike: ");
      html.element("code", each.evidence()).close();
    }
    html.close().element("p", "To go on all the same: hdw resume --go-on", "class", "note");
  }
}
