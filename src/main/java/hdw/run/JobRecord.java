package hdw.run;

import java.util.ArrayList;
import java.util.List;

/**
 * What is known of an accepted result.
 *
 * @param parts what it was made from
 * @param upstream the results that it took in, as one hash
 * @param outputs what was written, in the order of the job's outputs
 */
public record JobRecord(Parts parts, String upstream, List<OutputStat> outputs) {
  /** Of a result of which nothing more is known, or wanted. */
  static final JobRecord NONE = new JobRecord(new Parts("", "", "", ""), "", List.of());

  /** Copies the list. */
  public JobRecord {
    outputs = List.copyOf(outputs);
  }

  /** Whether it says nothing at all. What Java makes of {@code equals} takes 15 ms at first. */
  boolean isNothing() {
    return outputs.isEmpty()
        && upstream.isEmpty()
        && parts.command().isEmpty()
        && parts.values().isEmpty()
        && parts.needs().isEmpty()
        && parts.inputs().isEmpty();
  }

  /**
   * What a job is made from, each part as a hash: a change of any of them makes the job run again.
   */
  public record Parts(String command, String values, String needs, String inputs) {

    /** Which of {@code command}, {@code values}, {@code needs}, {@code inputs} differ, in order. */
    public List<String> differences(Parts other) {
      var differences = new ArrayList<String>();
      if (!command.equals(other.command)) {
        differences.add("command");
      }
      if (!values.equals(other.values)) {
        differences.add("values");
      }
      if (!needs.equals(other.needs)) {
        differences.add("needs");
      }
      if (!InputHash.same(inputs, other.inputs)) {
        differences.add("inputs");
      }
      return differences;
    }
  }

  /** An output as it was when it was accepted; -1 for a URL, whose size and time are not asked. */
  public record OutputStat(String path, long bytes, long modified) {
    /** The size of an output that was rightly not written. */
    public static final long EMPTY = -2;
  }

  /** A name for this very result: another result of the same job has another one. */
  public String result() {
    var hash = new Hash();
    for (OutputStat each : outputs) {
      hash.add(each.path()).add(each.bytes()).add(each.modified());
    }
    return hash.add(parts.command())
        .add(parts.values())
        .add(parts.needs())
        .add(parts.inputs())
        .text();
  }
}
