package hdw.plan;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.eval.Bindings;
import hdw.graph.NodeValues;
import hdw.model.Command;
import hdw.model.Expression;
import hdw.model.Scope;
import hdw.model.Task;
import hdw.model.Type;
import hdw.model.Value;
import hdw.shell.Place;
import hdw.shell.ShellText;
import hdw.units.Memory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks that no command line gets longer than a system takes. */
public final class CommandLineCheck {
  /** Linux takes 2 MiB of words and environment together with the usual 8 MiB stack. */
  private static final Memory MOST = Memory.ofMebibytes(1);

  private final Diagnostics diagnostics;
  private final NodeValues values;
  private final Set<String> tooLong = new HashSet<>();

  private CommandLineCheck(Plan plan, Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    this.values = new NodeValues(plan.catalog(), diagnostics);
  }

  /** Checks the commands of all nodes; at most one command line of a task is reported. */
  public static void check(Plan plan, Diagnostics diagnostics) {
    var check = new CommandLineCheck(plan, diagnostics);
    for (NodePlan each : plan.nodes()) {
      check.checkLength(each);
    }
  }

  private static List<Command> commands(Task task) {
    var commands = new ArrayList<Command>();
    task.setup().ifPresent(commands::add);
    commands.add(task.run());
    return commands;
  }

  private void checkLength(NodePlan node) {
    var inputs = new InputBytes(node);
    for (Command command : commands(node.node().task())) {
      List<Command.Hole> words = words(command);
      List<Command.Hole> same = words.stream().filter(each -> isOfNode(each.value())).toList();
      int ofInputs = words.size() - same.size();
      long bytes = node.size() == 0 ? 0 : bytes(node, 0, same);
      for (int i = 0; i < (words.isEmpty() ? 0 : node.size()); i++) {
        boolean mayBeLong = bytes + inputs.most(i) * ofInputs > MOST.bytes();
        if (mayBeLong && !tooLong.contains(node.node().task().name())) {
          checkLength(node, i, words);
        }
      }
    }
  }

  /** Whether it is the same for all jobs of a node. */
  private static boolean isOfNode(Expression value) {
    return !value.uses(Scope.CHUNK) && !value.uses(Scope.JOB);
  }

  /** The lists that a command gets as words, as often as it gets them. */
  private static List<Command.Hole> words(Command command) {
    return command
        .text()
        .references()
        .filter(each -> each.list() && each.place().kind() == Place.Kind.BARE)
        .map(ShellText.Reference::variable)
        .flatMap(
            name ->
                command.holes().stream()
                    .filter(
                        hole -> hole.variable().equals(name) && !hole.value().uses(Scope.RUNTIME))
                    .limit(1))
        .toList();
  }

  private void checkLength(NodePlan node, int job, List<Command.Hole> words) {
    long bytes = bytes(node, job, words);
    if (bytes > MOST.bytes()) {
      tooLong.add(node.node().task().name());
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0515,
                  words.get(0).span(),
                  "the command line of job `"
                      + node.id(job)
                      + "` would have "
                      + new Memory(bytes).rounded()
                      + " of words, and a system takes "
                      + MOST)
              .hint(
                  "write `{{inputs.list}}`, a file with one path a line, and let the command read it"));
    }
  }

  private long bytes(NodePlan node, int job, List<Command.Hole> words) {
    Bindings bindings = node.bindings(job);
    long bytes = 0;
    for (Command.Hole each : words) {
      Optional<Value> list = values.evaluate(each.value(), bindings, Type.LIST);
      bytes += list.map(CommandLineCheck::bytes).orElse(0L);
    }
    return bytes;
  }

  /** The bytes of the words, each with the NUL behind it. */
  private static long bytes(Value value) {
    long bytes = 0;
    for (Value each : ((Value.Listed) value).elements()) {
      bytes += each.text().getBytes(StandardCharsets.UTF_8).length + 1;
    }
    return bytes;
  }
}
