package hdw.run;

import hdw.run.JobRecord.OutputStat;
import hdw.run.JobRecord.Parts;
import java.util.ArrayList;
import java.util.List;

/**
 * A record in two objects, not eight: nearly all that a large run's state holds are records.
 *
 * @param rest the hash of the inputs, then path, size and time of each output, one after the other
 *     with a zero between
 */
record PackedRecord(String command, String values, String needs, String upstream, String rest) {
  private static final char BETWEEN = '\0';
  private static final PackedRecord NOTHING = new PackedRecord("", "", "", "", "");

  static PackedRecord of(JobRecord record) {
    Parts parts = record.parts();
    if (record.equals(JobRecord.NONE)) {
      return NOTHING;
    }
    var rest = new StringBuilder(128).append(parts.inputs());
    for (OutputStat each : record.outputs()) {
      rest.append(BETWEEN).append(each.path());
      rest.append(BETWEEN).append(each.bytes());
      rest.append(BETWEEN).append(each.modified());
    }
    return new PackedRecord(
        parts.command(), parts.values(), parts.needs(), record.upstream(), rest.toString());
  }

  JobRecord unpacked() {
    String[] fields = rest.split(String.valueOf(BETWEEN), -1);
    List<OutputStat> outputs = new ArrayList<>(fields.length / 3);
    for (int i = 1; i + 2 < fields.length; i += 3) {
      outputs.add(
          new OutputStat(fields[i], Long.parseLong(fields[i + 1]), Long.parseLong(fields[i + 2])));
    }
    return new JobRecord(new Parts(command, values, needs, fields[0]), upstream, outputs);
  }
}
