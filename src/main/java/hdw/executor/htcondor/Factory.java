package hdw.executor.htcondor;

import hdw.json.JsonReader;
import java.util.List;
import java.util.Map;

/**
 * A submission of which the schedd has not made all jobs yet.
 *
 * @param items how many jobs there are to be
 * @param made of how many of them the schedd has made jobs
 * @param paused {@code 0} where it goes on, {@code 2} where nothing is left, {@code 3} where it was
 *     removed; anything else where it waits for a person
 * @param because why it waits
 * @param file its submit description, as it was named at its submission
 */
record Factory(
    int cluster,
    String token,
    String task,
    int items,
    int made,
    int paused,
    String because,
    String file) {
  /** What is asked for. */
  static final List<String> ATTRIBUTES =
      List.of(
          "ClusterId",
          "HdwToken",
          "HdwTask",
          "JobFactoryItemCount",
          "JobMaterializeNextRow",
          "JobFactoryPaused",
          "JobMaterializePauseReason",
          "JobSubmitFile");

  private static final int GOES_ON = 0;
  private static final int NO_MORE = 2;
  private static final int REMOVED = 3;

  static Factory of(Map<String, Object> ad) {
    int items = (int) JsonReader.number(ad, "JobFactoryItemCount", 0);
    int next = (int) JsonReader.number(ad, "JobMaterializeNextRow", 0);
    return new Factory(
        (int) JsonReader.number(ad, "ClusterId", 0),
        JsonReader.text(ad, "HdwToken").orElse(""),
        JsonReader.text(ad, "HdwTask").orElse(""),
        items,
        // behind the last one it is -1
        next < 0 ? items : next,
        (int) JsonReader.number(ad, "JobFactoryPaused", 0),
        JsonReader.text(ad, "JobMaterializePauseReason").orElse(""),
        JsonReader.text(ad, "JobSubmitFile").orElse(""));
  }

  /** How many jobs it has still to make; none where it was removed. */
  int left() {
    return paused == REMOVED || paused == NO_MORE ? 0 : Math.max(0, items - made);
  }

  /** Whether it makes no more until a person lets it. */
  boolean waits() {
    return paused != GOES_ON && paused != REMOVED;
  }

  /** Why an attempt that is still to be made does not start. */
  String why() {
    return "HTCondor has made "
        + made
        + " of the "
        + items
        + " jobs of this submission ("
        + cluster
        + "), and makes more as those start"
        + (waits() ? "; it waits for a person: " + because : "");
  }
}
