package hdw.executor.htcondor;

import hdw.catalog.Surroundings;
import hdw.executor.Batch;
import hdw.executor.NodeSettings;
import hdw.executor.Packing;
import hdw.executor.TaskFiles;
import hdw.plan.Plan;
import hdw.shell.JobScript;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lines of a submit description by which HTCondor carries files to jobs and back. */
final class Transfers {
  private Transfers() {}

  /** For jobs that see this machine's files, and are only given what a spool takes from them. */
  static Map<String, String> spooled(TaskFiles files) {
    Map<String, String> lines = lines(List.of(files.tablePath()));
    lines.put("transfer_output_files", "\"\""); // jobs write their outputs where they belong
    return lines;
  }

  /**
   * For jobs that share nothing with this machine.
   *
   * @param results where what comes back goes, seen from the run's folder
   */
  static Map<String, String> all(Plan plan, Batch batch, TaskFiles files, String results) {
    Map<String, String> lines = lines(travelling(plan, batch, files));
    // always there, whatever the command wrote: a declared file that is missing would hold the job
    lines.put("transfer_output_files", JobScript.RESULTS);
    lines.put(
        "transfer_output_remaps",
        HtcondorQuoting.value("\"" + JobScript.RESULTS + "=" + results + "\""));
    return lines;
  }

  private static Map<String, String> lines(List<String> inputs) {
    var lines = new LinkedHashMap<String, String>();
    lines.put("should_transfer_files", "YES");
    lines.put("when_to_transfer_output", "ON_EXIT");
    lines.put("transfer_input_files", HtcondorQuoting.value(String.join(", ", inputs)));
    return lines;
  }

  /** Names without blanks and commas, but for URLs: {@link Packing} lays links there. */
  private static List<String> travelling(Plan plan, Batch batch, TaskFiles files) {
    var travelling = new ArrayList<>(List.of(Packing.own(files.tablePath())));
    List<String> needs = NodeSettings.needs(plan, batch);
    if (!needs.stream().allMatch(Surroundings::isUrl)) {
      travelling.add(Packing.needs(batch) + "/"); // what is in it, and not the folder
    }
    needs.stream().filter(Surroundings::isUrl).forEach(travelling::add);
    if (!files.luggage().isEmpty()) {
      travelling.add(HtcondorQuoting.macro(Items.LUGGAGE));
    }
    return travelling;
  }
}
