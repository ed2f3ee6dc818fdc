package hdw.executor.dask;

import hdw.diagnostic.Diagnostics;
import hdw.eval.Bindings;
import hdw.graph.NodeValues;
import hdw.model.Executor;
import hdw.model.Resource;
import hdw.model.Setting;
import hdw.model.Site;
import hdw.model.Type;
import hdw.model.Value;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.rules.Request;
import hdw.shell.ShellQuoting;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The workers of a cluster as a workflow of their own: a small text in hdw's language, with what
 * the site of the run says of the batch system that runs them.
 */
final class WorkersText {
  private final Plan plan;
  private final ClusterWish wish;
  private final StringBuilder text = new StringBuilder();

  private WorkersText(Plan plan, ClusterWish wish) {
    this.plan = plan;
    this.wish = wish;
  }

  /** The text. */
  static String of(Plan plan, ClusterWish wish, CrewFolder folder) {
    var writer = new WorkersText(plan, wish);
    writer.site();
    writer.task(folder);
    return writer.text.toString();
  }

  private void site() {
    text.append("# The Dask workers of this run: hdw wrote this, and submits it as its own.\n");
    text.append("workflow workers\n\nsite here {\n");
    text.append("  executor = ").append(wish.executor().word()).append('\n');
    plan.workflow().site().ifPresent(this::site);
    account().ifPresent(each -> text.append("  account = ").append(quoted(each)).append('\n'));
    text.append("}\n\n");
  }

  private void site(Site site) {
    directive(site.directives(), "  ");
    for (Site.Queue each : site.queues()) {
      text.append("  queue ").append(each.name()).append(" {\n");
      for (Map.Entry<Resource, Setting> limit : each.limits().entrySet()) {
        value(limit.getValue(), limit.getKey().type())
            .ifPresent(
                value ->
                    text.append("    ")
                        .append(limit.getKey().word())
                        .append(" = ")
                        .append(value.text())
                        .append('\n'));
      }
      directive(each.directives(), "    ");
      text.append("  }\n");
    }
  }

  private void directive(Map<Executor, Setting> directives, String indent) {
    Optional.ofNullable(directives.get(wish.executor()))
        .flatMap(each -> value(each, Type.TEXT))
        .ifPresent(
            each ->
                text.append(indent)
                    .append("directive ")
                    .append(wish.executor().word())
                    .append(" = ")
                    .append(block(unfilled(each.text()), indent))
                    .append('\n'));
  }

  private Optional<Value> value(Setting setting, Type type) {
    Bindings bindings = plan.catalog().bindings();
    return new NodeValues(plan.catalog(), new Diagnostics())
        .evaluate(setting.value(), bindings, type);
  }

  /** The account of the first job that goes to Dask and names one. */
  private Optional<String> account() {
    return plan.nodes().stream()
        .map(NodePlan::requests)
        .flatMap(each -> each.stream())
        .filter(each -> each.executor() == Executor.DASK)
        .flatMap((Request each) -> each.account().stream())
        .findFirst();
  }

  private void task(CrewFolder folder) {
    text.append("task worker for each n in range(1, ").append(wish.most() + 1).append(") {\n");
    text.append("  memory  = ").append(Size.usual(wish).withOverhead().mebibytes());
    text.append(" MiB\n  cpus    = ").append(wish.cpus()).append('\n');
    text.append("  retries = 0\n");
    wish.lifetime()
        .ifPresent(each -> text.append("  time    = ").append(each.seconds()).append(" s\n"));
    wish.queue().ifPresent(each -> text.append("  queue   = ").append(each).append('\n'));
    if (!wish.setup().isBlank()) {
      text.append("  setup   = ").append(block(unfilled(wish.setup()), "  ")).append('\n');
    }
    text.append("  run     = ").append(block(command(folder), "  ")).append("\n}\n");
  }

  private String command(CrewFolder folder) {
    Path program = folder.file("worker.py");
    return "exec "
        + unfilled(ShellQuoting.quote(wish.python()))
        + " "
        + unfilled(ShellQuoting.quote(program.toString()))
        + " "
        + unfilled(ShellQuoting.quote(folder.forWorkers().toString()))
        + " {{n}}.\"$HDW_ATTEMPT\" "
        + Size.nameInScript();
  }

  private static String quoted(String text) {
    return "\"" + unfilled(text.replace("\\", "\\\\").replace("\"", "\\\"")) + "\"";
  }

  private static String block(String text, String indent) {
    var block = new StringBuilder("\"\"\"\n");
    text.lines().forEach(line -> block.append(indent).append("  ").append(line).append('\n'));
    return block.append(indent).append("\"\"\"").toString();
  }

  /** Braces that are filled in already. */
  private static String unfilled(String text) {
    return text.replace("{{", "\\{{");
  }
}
