package hdw.dashboard;

import hdw.insight.HostUse;
import hdw.insight.Insight;
import java.util.Comparator;
import java.util.List;

/** The machines on which jobs ran, those with most failures first, a page of them at a time. */
final class MachineList {
  private static final int MACHINES_OF_A_PAGE = 12;

  private MachineList() {}

  /** The page as a JSON document; pages count from 0. */
  static String text(Insight insight, int wanted) {
    List<HostUse> all =
        HostUse.of(insight).stream()
            .sorted(
                Comparator.comparingInt(HostUse::failed)
                    .thenComparingInt(HostUse::running)
                    .thenComparingInt(HostUse::done)
                    .reversed()
                    .thenComparing(HostUse::host))
            .toList();
    int pages = Math.max(1, (all.size() + MACHINES_OF_A_PAGE - 1) / MACHINES_OF_A_PAGE);
    int page = Math.min(wanted, pages - 1);
    int from = page * MACHINES_OF_A_PAGE;
    return Content.object(
        json -> {
          json.put("count", all.size()).put("page", page).put("pages", pages);
          json.beginList("machines");
          for (HostUse each : all.subList(from, Math.min(all.size(), from + MACHINES_OF_A_PAGE))) {
            json.begin().put("host", each.host()).put("running", each.running());
            json.put("done", each.done()).put("failed", each.failed());
            json.put("core_s", each.coreTime().toSeconds()).end();
          }
          json.endList();
        });
  }
}
