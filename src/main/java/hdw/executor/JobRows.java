package hdw.executor;

import hdw.eval.Bindings;
import hdw.model.Value;
import hdw.plan.JobInput;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.shell.JobScript;
import hdw.shell.JobTable;
import java.util.ArrayList;
import java.util.List;

/** Writes the table of a batch, and remembers where each row is. */
final class JobRows {
  private final JobColumns columns;
  private final boolean samples;
  private final boolean table;
  private final InputsTable inputsTable;
  private final StringBuilder text = new StringBuilder();
  private final long[] offsets;
  private final int[] lengths;
  private final JobLog[] logs;

  JobRows(Plan plan, JobColumns columns, Batch batch) {
    this.columns = columns;
    this.samples = columns.uses(JobScript.INPUTS_JSON);
    this.table = columns.uses(JobScript.INPUTS_TABLE);
    this.inputsTable = new InputsTable(plan.catalog());
    this.offsets = new long[batch.size()];
    this.lengths = new int[batch.size()];
    this.logs = new JobLog[batch.size()];
    text.append(JobTable.header(columns.columns().stream().map(each -> each.name()).toList()));
    long offset = bytes(0);
    var fields = new ArrayList<String>();
    for (int row = 0; row < batch.size(); row++) {
      int start = text.length();
      fields.clear();
      Batch.Item item = batch.items().get(row);
      String id = item.id();
      logs[row] = JobLog.of(batch.task().name(), id);
      fields.add(JobTable.field(id));
      add(item.node(), item.job().job(), fields);
      text.append(JobTable.row(fields));
      offsets[row] = offset;
      lengths[row] = bytes(start);
      offset += lengths[row];
    }
  }

  private void add(NodePlan node, int job, List<String> fields) {
    fields.add(JobTable.field(node.node().id()));
    node.outputs(job).forEach(each -> fields.add(JobTable.field(each)));
    List<JobInput> inputs = node.inputs(job);
    fields.add(JobTable.list(inputs.stream().map(JobInput::path).toList()));
    if (samples) {
      fields.add(JobTable.list(samples(inputs)));
    }
    if (table) {
      fields.add(JobTable.list(inputsTable.lines(inputs)));
    }
    Bindings bindings = node.bindings(job);
    for (JobColumns.Computed each : columns.computed()) {
      Value value = columns.evaluate(each.value(), bindings);
      fields.add(
          each.list() ? JobTable.list(JobColumns.texts(value)) : JobTable.field(value.text()));
    }
  }

  /** The sample of each input, or the one of all; empty for an input that belongs to none. */
  private static List<String> samples(List<JobInput> inputs) {
    var samples =
        inputs.stream().map(each -> each.sample().map(found -> found.name()).orElse("")).toList();
    boolean one = !samples.isEmpty() && samples.stream().allMatch(samples.get(0)::equals);
    return one ? samples.subList(0, 1) : samples;
  }

  /** The length in UTF-8 of what was written from {@code start} on. */
  private int bytes(int start) {
    int bytes = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      // each half of a pair counts two of its four bytes
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }

  String text() {
    return text.toString();
  }

  int size() {
    return logs.length;
  }

  JobLog log(int row) {
    return logs[row];
  }

  long offset(int row) {
    return offsets[row];
  }

  int length(int row) {
    return lengths[row];
  }
}
