package hdw.cli;

import hdw.model.Reason;
import hdw.model.Rule;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.rules.Ladder;
import hdw.rules.Reactions;
import hdw.rules.Request;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ladders of all tasks of a plan, those of jobs that climb alike shown once. */
final class Ladders {
  private static final BigDecimal MINUTE = BigDecimal.valueOf(60);
  private static final BigDecimal HOUR = BigDecimal.valueOf(3600);

  private final Plan plan;
  private final Reactions reactions;

  Ladders(Plan plan) {
    this.plan = plan;
    this.reactions = new Reactions(plan.workflow(), plan.catalog());
  }

  /** Jobs that climb alike. */
  private record Group(List<String> nodes, long jobs, int attempts, Optional<Long> coreSeconds) {
    Group and(Group other) {
      var all = new ArrayList<>(nodes);
      all.addAll(other.nodes);
      return new Group(all, jobs + other.jobs, attempts, coreSeconds);
    }
  }

  /** Each task with its ladders, and what the worst of them may cost. */
  String text() {
    Map<String, Map<String, Group>> tasks = new LinkedHashMap<>();
    for (NodePlan node : plan.nodes()) {
      Map<String, Group> ofTask =
          tasks.computeIfAbsent(node.node().task().name(), name -> new LinkedHashMap<>());
      for (int i = 0; i < node.requests().size(); i++) {
        add(node, i, ofTask);
      }
    }
    var texts = new ArrayList<String>();
    tasks.forEach(
        (task, groups) ->
            groups.forEach(
                (ladders, group) ->
                    texts.add(
                        (groups.size() == 1 ? task : names(group.nodes()))
                            + "\n"
                            + ladders
                            + worst(group))));
    return String.join("\n", texts);
  }

  private static String names(List<String> nodes) {
    List<String> different = nodes.stream().distinct().toList();
    int more = different.size() - 1;
    return different.get(0) + (more == 0 ? "" : " and " + more + " more");
  }

  private void add(NodePlan node, int which, Map<String, Group> groups) {
    Request request = node.requests().get(which);
    int first = 0;
    long jobs = 0;
    for (int i = node.size() - 1; i >= 0; i--) {
      if (node.requestIndex(i) == which) {
        first = i;
        jobs++;
      }
    }
    var job = new Ladder.Job(node.node(), request, node.bindings(first));
    Map<List<String>, String> lines = new LinkedHashMap<>();
    var all = new ArrayList<Ladder>();
    for (Reason each : Reason.values()) {
      Ladder differing = Ladder.of(reactions, job, each, false);
      Ladder alike = Ladder.of(reactions, job, each, true);
      all.add(differing);
      all.add(alike);
      if (differing.rule().isPresent() || each == Reason.COMMAND_FAILED) {
        lines.merge(
            List.of(LadderText.of(differing, alike), rule(differing.rule())),
            each.word(),
            (earlier, later) -> earlier + ", " + later);
      }
    }
    var group = group(node.node().id(), jobs, all);
    groups.merge(aligned(lines), group, Group::and);
  }

  private String rule(Optional<String> name) {
    for (Rule each : plan.workflow().reactions()) {
      if (name.equals(Optional.of(each.name()))) {
        return "rule " + each.name() + " at " + each.span().where();
      }
    }
    return "";
  }

  /** Reasons, ladders and rules in columns; reasons that come to the same share a line. */
  private static String aligned(Map<List<String>, String> lines) {
    int first = lines.values().stream().mapToInt(String::length).max().orElse(0);
    int second = lines.keySet().stream().mapToInt(each -> each.get(0).length()).max().orElse(0);
    var text = new StringBuilder();
    lines.forEach(
        (line, reasons) ->
            text.append(
                    ("  " + padded(reasons, first) + padded(line.get(0), second) + line.get(1))
                        .stripTrailing())
                .append('\n'));
    return text.toString();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length() + 2);
  }

  private static Group group(String node, long jobs, List<Ladder> ladders) {
    int attempts = 1;
    Optional<Long> most = Optional.of(0L);
    for (Ladder each : ladders) {
      attempts = Math.max(attempts, each.requests().size());
      Optional<Long> cost = coreSeconds(each);
      most =
          most.isPresent() && cost.isPresent()
              ? Optional.of(Math.max(most.get(), cost.get()))
              : Optional.empty();
    }
    return new Group(List.of(node), jobs, attempts, most);
  }

  private static Optional<Long> coreSeconds(Ladder ladder) {
    long sum = 0;
    for (Request each : ladder.requests()) {
      if (each.time().isEmpty()) {
        return Optional.empty();
      }
      sum += each.time().get().seconds() * each.cpus();
    }
    return Optional.of(sum);
  }

  /** The longest ladder, and the dearest one, should every job climb it. */
  private static String worst(Group group) {
    String attempts = group.attempts() == 1 ? "1 attempt" : group.attempts() + " attempts";
    String jobs = group.jobs() == 1 ? "1 job" : "each of " + group.jobs() + " jobs";
    String cost =
        group
            .coreSeconds()
            .map(each -> coreTime(each * group.jobs()))
            .orElse("without an end, as a job has no time limit");
    return "  worst case: " + attempts + " for " + jobs + ", " + cost + "\n";
  }

  private static String coreTime(long seconds) {
    boolean hours = seconds >= HOUR.longValue();
    BigDecimal unit = hours ? HOUR : MINUTE;
    BigDecimal amount = BigDecimal.valueOf(seconds).divide(unit, 1, RoundingMode.UP);
    return amount.stripTrailingZeros().toPlainString() + (hours ? " core-hours" : " core-minutes");
  }
}
