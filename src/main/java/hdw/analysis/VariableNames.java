package hdw.analysis;

import hdw.model.Command;
import hdw.model.Expression;
import hdw.model.Expression.Variable;
import hdw.model.Scope;
import hdw.shell.JobScript;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names the shell variables of a task's commands: after what was written, and never two values
 * alike, as {@code sample.kind} and a param {@code sample_kind} would be.
 */
final class VariableNames {
  private static final Map<String, String> OF_RUNTIME =
      Map.of(
          "attempt",
          "HDW_ATTEMPT",
          "run",
          "HDW_RUN",
          "cpus",
          "HDW_CPUS",
          "memory.mib",
          "HDW_MEMORY_MIB",
          "time.s",
          "HDW_TIME_S",
          "inputs.list",
          JobScript.INPUTS_LIST);

  /** Names of columns that a script fills in by itself; job, node and inputs mean the same. */
  private static final Set<String> RESERVED =
      Set.of(
          JobScript.INPUTS_SAMPLES,
          JobScript.INPUTS_ROWS,
          JobScript.INPUTS_JSON,
          JobScript.INPUTS_TABLE,
          JobScript.OUTPUTS);

  private final Map<String, Object> taken = new HashMap<>();

  /** Names for a task with these outputs. */
  VariableNames(List<String> outputs) {
    RESERVED.forEach(each -> taken.put(each, each));
    for (String each : outputs) {
      taken.put(Command.outputVariable(each), each);
    }
    for (String each : List.of("job", "node", "inputs")) {
      taken.put("hdw_" + each, written(Scope.JOB, each));
    }
  }

  /** The variable that carries a value: the same for the same value. */
  String of(Expression value) {
    if (!(value instanceof Variable variable)) {
      return free("hdw_value", value);
    }
    String name = variable.name();
    if (variable.scope() == Scope.RUNTIME) {
      return OF_RUNTIME.getOrDefault(name, plain(name));
    }
    String written =
        switch (variable.scope()) {
          case SAMPLE -> name.isEmpty() ? "sample" : "sample." + name;
          case CHUNK -> name.isEmpty() ? "chunk" : "chunk." + name;
          default -> name;
        };
    return free(plain(written), written(variable.scope(), name));
  }

  private static String plain(String written) {
    return "hdw_" + written.replace('.', '_');
  }

  private String free(String wanted, Object value) {
    String name = wanted;
    for (int i = 2; !taken.computeIfAbsent(name, free -> value).equals(value); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }

  private static String written(Scope scope, String name) {
    return scope + " " + name;
  }
}
