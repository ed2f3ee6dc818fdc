package hdw.report;

import hdw.insight.HostUse;
import hdw.insight.Insight;
import hdw.insight.PlannedNode;
import hdw.run.RunSummary.NodeCounts;
import hdw.units.WallTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two tables: the machines on which attempts ran, and the nodes. */
final class PlaceSection {
  private static final int MOST_HOSTS = 100;
  private static final int MOST_NODES = 500;

  private final Insight insight;

  PlaceSection(Insight insight) {
    this.insight = insight;
  }

  void write(Html html) {
    machines(html);
    nodes(html);
  }

  /** Those with the most failures first. */
  private void machines(Html html) {
    List<HostUse> hosts =
        HostUse.of(insight).stream()
            .sorted(
                Comparator.comparingInt(HostUse::failed)
                    .thenComparing(HostUse::coreTime)
                    .reversed()
                    .thenComparing(HostUse::host))
            .toList();
    html.open("section", "id", "machines").element("h2", "Machines");
    if (hosts.isEmpty()) {
      html.element("p", "It is not known where anything ran.").close();
      return;
    }
    html.open("p").figure("machines-all", hosts.size(), Figures.count(hosts.size(), "machine"));
    html.text(", those with the most failures first.").close();
    html.table(List.of("Machine", "#Running", "#Ended well", "#Failed", "#Core hours"));
    for (HostUse each : hosts.subList(0, Math.min(MOST_HOSTS, hosts.size()))) {
      String id = "host-" + each.host();
      html.open("tr").nameCell(each.host()).cell(id + "-running", each.running());
      html.cell(id + "-done", each.done()).cell(id + "-failed", each.failed());
      html.cell(id + "-core", each.coreTime().toMillis(), Figures.cores(each.coreTime())).close();
    }
    html.endTable();
    more(html, hosts.size() - MOST_HOSTS, "machine");
    html.close();
  }

  private void nodes(Html html) {
    List<NodeCounts> all = insight.summary().nodes();
    html.open("section", "id", "nodes").element("h2", "Nodes");
    Map<String, PlannedNode> planned = new HashMap<>();
    insight.nodes().forEach(each -> planned.put(each.id(), each));
    html.table(
        List.of(
            "Node",
            "State",
            "#Jobs",
            "#Done",
            "#Failed",
            "#Skipped",
            "#Open",
            "Runs on",
            "#Memory",
            "#CPUs",
            "#Time"));
    List<NodeCounts> shown =
        all.size() <= MOST_NODES
            ? all
            : all.stream()
                .sorted(Comparator.comparingInt(NodeCounts::failed).reversed())
                .limit(MOST_NODES)
                .toList();
    for (NodeCounts each : shown) {
      row(html, each, planned.get(each.id()));
    }
    html.endTable();
    more(html, all.size() - MOST_NODES, "node");
    html.close();
  }

  private static void row(Html html, NodeCounts counts, PlannedNode node) {
    String id = "node-" + counts.id();
    int open = counts.waiting() + counts.queued() + counts.held() + counts.running();
    html.open("tr").nameCell(counts.id());
    String state = NodeState.of(counts);
    html.element("td", state, "class", "word " + state.replace(' ', '-'));
    html.cell(id + "-jobs", counts.jobs()).cell(id + "-done", counts.done());
    html.cell(id + "-failed", counts.failed()).cell(id + "-skipped", counts.skipped());
    html.cell(id + "-open", open);
    html.cell(node.executor() + node.queue().map(each -> " " + each).orElse(""));
    html.element("td", node.asked().memory().rounded(), "class", "n");
    html.element("td", Long.toString(node.asked().cpus()), "class", "n");
    html.element("td", node.asked().time().map(WallTime::toString).orElse("–"), "class", "n");
    html.close();
  }

  private static void more(Html html, int number, String thing) {
    if (number > 0) {
      html.element("p", "And " + Figures.count(number, thing) + " more.", "class", "note");
    }
  }
}
