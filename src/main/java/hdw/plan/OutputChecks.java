package hdw.plan;

import hdw.catalog.Fnv;
import hdw.catalog.LogicalName;
import hdw.catalog.Surroundings;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.model.Expression;
import hdw.model.Expression.Variable;
import hdw.model.Output;
import hdw.model.Scope;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds two jobs that would write one output, or one into the folder of the other. */
final class OutputChecks {
  private final Plan plan;
  private final Diagnostics diagnostics;
  private final String folder;

  OutputChecks(Plan plan, Diagnostics diagnostics) {
    this.plan = plan;
    this.diagnostics = diagnostics;
    this.folder = plan.catalog().world().resolved("", plan.workflow().span().source().name()) + "/";
  }

  /** A job's output, and whose it is. */
  private record Owner(NodePlan node, int job, int output) {
    String id() {
      return node.id(job);
    }

    Output written() {
      return node.node().task().outputs().get(output);
    }
  }

  /**
   * Compares what outputs of nodes begin and end with, mostly; else the outputs of all jobs by
   * hash, and by text only where two hashes are equal.
   */
  void check() {
    if (!new OutputShapes(plan, this::canonical).areApart()) {
      checkJobs();
    }
  }

  private void checkJobs() {
    long[] hashes = new long[(int) Math.min(Integer.MAX_VALUE - 8, plan.jobs() * most())];
    int count = 0;
    boolean folders = false;
    boolean empty = false;
    for (NodePlan node : plan.nodes()) {
      for (int i = 0; i < node.size(); i++) {
        for (String each : node.outputs(i)) {
          String path = canonical(each);
          hashes[count++] = Fnv.hash(path);
          folders |= each.endsWith("/");
          empty |= path.isEmpty();
        }
      }
    }
    if (diagnostics.hasErrors() || empty && reportEmpty()) {
      return;
    }
    Arrays.sort(hashes, 0, count);
    boolean twins = false;
    for (int i = 1; i < count && !twins; i++) {
      twins = hashes[i] == hashes[i - 1];
    }
    if (twins || folders) {
      compare();
    }
  }

  private boolean reportEmpty() {
    for (NodePlan node : plan.nodes()) {
      for (int i = 0; i < node.size(); i++) {
        List<String> outputs = node.outputs(i);
        for (int k = 0; k < outputs.size(); k++) {
          if (canonical(outputs.get(k)).isEmpty()) {
            diagnostics.add(
                Code.HDW0305,
                new Owner(node, i, k).written().span(),
                "an output needs a path, which job `" + node.id(i) + "` has not");
            return true;
          }
        }
      }
    }
    return false;
  }

  private int most() {
    return plan.nodes().stream()
        .mapToInt(each -> Math.max(1, each.node().task().outputs().size()))
        .max()
        .orElse(1);
  }

  /** One spelling for each file: {@code out//a}, {@code ./out/a} and {@code out/a} are the same. */
  private String canonical(String path) {
    if (Surroundings.isUrl(path)) {
      return path;
    }
    String relative = path.startsWith(folder) ? path.substring(folder.length()) : path;
    String text = LogicalName.local(relative);
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private void compare() {
    Map<String, Owner> owners = new HashMap<>();
    Set<String> folders = new HashSet<>();
    for (NodePlan node : plan.nodes()) {
      for (int i = 0; i < node.size(); i++) {
        List<String> outputs = node.outputs(i);
        for (int k = 0; k < outputs.size(); k++) {
          var owner = new Owner(node, i, k);
          String path = canonical(outputs.get(k));
          Owner earlier = owners.putIfAbsent(path, owner);
          if (earlier != null) {
            reportTwins(outputs.get(k), earlier, owner);
            return;
          }
          if (outputs.get(k).endsWith("/")) {
            folders.add(path);
          }
        }
      }
    }
    owners.forEach(
        (path, owner) ->
            inside(path, folders)
                .ifPresent(around -> reportInside(path, owner, owners.get(around))));
  }

  /** The folder among {@code folders} in which a path lies. */
  private static Optional<String> inside(String path, Set<String> folders) {
    for (int at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      if (folders.contains(path.substring(0, at))) {
        return Optional.of(path.substring(0, at));
      }
    }
    return Optional.empty();
  }

  private void reportInside(String path, Owner owner, Owner around) {
    diagnostics.add(
        Diagnostic.of(
                Code.HDW0507,
                owner.written().span(),
                "job `"
                    + owner.id()
                    + "` would write `"
                    + path
                    + "` into the folder that job `"
                    + around.id()
                    + "` writes as a whole")
            .note("that folder is declared at", around.written().span())
            .hint("give one of them another folder"));
  }

  private void reportTwins(String path, Owner one, Owner other) {
    boolean sameJob = one.node() == other.node() && one.job() == other.job();
    var diagnostic =
        Diagnostic.of(
            Code.HDW0507,
            other.written().span(),
            sameJob
                ? "two outputs of a job would be `" + path + "`"
                : "two jobs would write `" + path + "`");
    diagnostics.add(
        diagnostic
            .note(
                sameJob
                    ? "the job is `" + one.id() + "`"
                    : "they are `" + one.id() + "` and `" + other.id() + "`")
            .hint(
                one.node() == other.node()
                        || one.node().node().task().equals(other.node().node().task())
                    ? missing(other)
                    : "give one of them another path"));
  }

  /** What the path of a task's output lacks to be another one for each job. */
  private static String missing(Owner owner) {
    NodePlan node = owner.node();
    Expression path = owner.written().path();
    if (node.chunks().isPresent() && !path.uses(Scope.CHUNK)) {
      return "put `{{chunk}}` into the path";
    }
    return node.node().dimensions().keySet().stream()
        .filter(name -> !mentions(path, name))
        .findFirst()
        .map(name -> "put `{{" + name + "}}` into the path")
        .orElse("give one of them another path");
  }

  private static boolean mentions(Expression path, String dimension) {
    return path.any(
        each ->
            each instanceof Variable variable
                && (variable.name().equals(dimension)
                    || variable.scope() == Scope.SAMPLE
                        && variable.name().isEmpty()
                        && dimension.equals("sample")));
  }
}
