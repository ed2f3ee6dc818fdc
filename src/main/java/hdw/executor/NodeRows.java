package hdw.executor;

import hdw.plan.JobText;
import hdw.plan.NodePlan;
import hdw.shell.JobTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a node's jobs where they differ in the ids of their chunks and in their inputs alone:
 * all else is there as bytes, once.
 */
final class NodeRows {
  private final NodePlan node;

  /** What stands in front of each gap, and behind the last one. */
  private final byte[][] pieces;

  /** For each gap whether inputs stand in it; else it is the chunk's id. */
  private final boolean[] takesInputs;

  private final Written heads = new Written();
  private final Written tails = new Written();

  private NodeRows(NodePlan node, byte[][] pieces, boolean[] takesInputs) {
    this.node = node;
    this.pieces = pieces;
    this.takesInputs = takesInputs;
  }

  /** The rows of a node with these columns; nothing where its jobs differ in more. */
  static Optional<NodeRows> of(NodePlan node, JobColumns columns) {
    Optional<List<JobText>> own = node.outputTexts();
    var computed = new ArrayList<JobText>();
    for (JobColumns.Computed each : columns.computed()) {
      Optional<JobText> text = each.list() ? Optional.empty() : node.text(each.value());
      text.ifPresent(computed::add);
      if (text.isEmpty()) {
        own = Optional.empty();
      }
    }
    return own.map(
        outputs -> {
          var row = new Row();
          row.add(node.idText());
          row.add(new JobText(node.node().id(), false, ""));
          outputs.forEach(row::add);
          row.gap(true);
          row.line.append('\t');
          computed.forEach(row::add);
          return row.rows(node);
        });
  }

  /** A row while it is put together. */
  private static final class Row {
    private final List<byte[]> pieces = new ArrayList<>();
    private final List<Boolean> gaps = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();

    /** Adds a field, and a tab behind it. */
    void add(JobText text) {
      line.append(JobTable.field(text.head()));
      if (text.chunked()) {
        gap(false);
        line.append(JobTable.field(text.tail()));
      }
      line.append('\t');
    }

    void gap(boolean inputs) {
      pieces.add(line.toString().getBytes(StandardCharsets.UTF_8));
      gaps.add(inputs);
      line.setLength(0);
    }

    NodeRows rows(NodePlan node) {
      line.setCharAt(line.length() - 1, '\n');
      pieces.add(line.toString().getBytes(StandardCharsets.UTF_8));
      boolean[] inputs = new boolean[gaps.size()];
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] = gaps.get(i);
      }
      return new NodeRows(node, pieces.toArray(byte[][]::new), inputs);
    }
  }

  /**
   * Adds the row of a job, with its end.
   *
   * @param chunk the id of its chunk; empty where it has none
   */
  void addTo(Utf8Text table, int job, String chunk) {
    byte[] id = chunk.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < takesInputs.length; i++) {
      table.add(pieces[i]);
      if (takesInputs[i]) {
        addInputs(table, job);
      } else {
        table.add(id);
      }
    }
    table.add(pieces[takesInputs.length]);
  }

  private void addInputs(Utf8Text table, int job) {
    int begin = table.size();
    node.visitInputs(
        job,
        (head, middle, tail) -> {
          if (table.size() > begin) {
            table.add(' ');
          }
          int item = table.size();
          table.add(heads.of(head));
          table.add(JobTable.field(middle));
          table.add(tails.of(tail));
          if (table.size() == item) {
            table.add(JobTable.item(""));
          }
        });
  }

  /** Remembers how the last text is written. */
  private static final class Written {
    private String text = "";
    private byte[] bytes = {};

    byte[] of(String next) {
      if (!text.equals(next)) {
        text = next;
        bytes = JobTable.field(next).getBytes(StandardCharsets.UTF_8);
      }
      return bytes;
    }
  }
}
