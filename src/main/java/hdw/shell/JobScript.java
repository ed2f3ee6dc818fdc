package hdw.shell;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the one bash script of a task is made of; it serves every job of the task and every
 * executor.
 *
 * <p>It runs as {@code bash jobs/<task>.sh TABLE OFFSET LENGTH ATTEMPT} with the run's folder as
 * working directory. The columns {@value #NODE}, {@value #JOB} and {@value #INPUTS}, where there
 * are any, fill {@code HDW_NODE}, {@code HDW_JOB} and {@code HDW_INPUTS}. Besides the variables of
 * columns and constants, texts may use {@value #OUTPUTS} (the temporary paths of all outputs),
 * {@value #INPUTS_LIST}, {@value #INPUTS_JSON} (for which the columns {@value #INPUTS} and {@value
 * #INPUTS_SAMPLES} must be there), {@value #INPUTS_TABLE} (made from the column {@value
 * #INPUTS_ROWS}, whose items are its lines) and the exported {@code HDW_...} variables. A variable
 * used as any of the three files is written only when a text refers to it.
 *
 * @param columns what a row of the job table holds, in order
 * @param constants values that are the same for all jobs
 * @param environment what the task exports, as values of assignments
 * @param away whether {@code HDW_AWAY} may ask for outputs to be written in the scratch folder, and
 *     then copied ({@value #COPY}) or left in {@value #RESULTS} ({@value #TRAVEL})
 */
public record JobScript(
    String workflow,
    String task,
    List<Column> columns,
    List<Constant> constants,
    List<Output> outputs,
    WhenMissing whenMissing,
    Map<String, ShellText> environment,
    ShellText setup,
    ShellText run,
    boolean away) {

  /** What {@code HDW_AWAY} is where outputs are copied to their places. */
  public static final String COPY = "copy";

  /** What {@code HDW_AWAY} is where outputs travel back with the job. */
  public static final String TRAVEL = "travel";

  /**
   * The folder that travels back. In it are {@code manifest}, with a line {@code
   * <start>/<number>\t<size>} for each output that was written, the size being {@code -} for a
   * folder, and the outputs, each as {@code <start>/<number>/<name>}.
   */
  public static final String RESULTS = "hdw-out";

  /** The list of what was written, in that folder. */
  public static final String MANIFEST = "manifest";

  /** The node's id. */
  public static final String NODE = "hdw_node";

  /** The job's id. */
  public static final String JOB = "hdw_job";

  /** The list of the job's inputs. */
  public static final String INPUTS = "hdw_inputs";

  /** The list of the sample of each input, or of one sample for all inputs. */
  public static final String INPUTS_SAMPLES = "hdw_inputs_samples";

  /** The list of the lines of {@code {{inputs.table}}}, its header included. */
  public static final String INPUTS_ROWS = "hdw_inputs_rows";

  /** The file with one input a line. */
  public static final String INPUTS_LIST = "HDW_INPUTS";

  /** The file with the inputs as JSON, by sample. */
  public static final String INPUTS_JSON = "hdw_inputs_json";

  /** The file with one line for each input. */
  public static final String INPUTS_TABLE = "hdw_inputs_table";

  /** The list of the outputs' temporary paths. */
  public static final String OUTPUTS = "hdw_outputs";

  private static final Pattern OF_HDW = Pattern.compile("hdw_[A-Za-z0-9_]+");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._+/-]+");

  /**
   * A column of the job table.
   *
   * @param name what the column is called in the workflow, such as {@code output.hist}
   * @param variable the variable that gets its value, {@code hdw_...}
   */
  public record Column(String name, String variable, boolean list) {}

  /** A value that is the same for all jobs: one text, or a list of them. */
  public record Constant(String variable, boolean list, List<String> values) {
    /** Copies the values. */
    public Constant {
      values = List.copyOf(values);
    }

    /** One text. */
    public static Constant text(String variable, String value) {
      return new Constant(variable, false, List.of(value));
    }

    /** A list of texts. */
    public static Constant list(String variable, List<String> values) {
      return new Constant(variable, true, values);
    }
  }

  /**
   * An output that the task declares.
   *
   * @param variable the column's variable with the target in it; the command sees a temporary path
   *     there
   */
  public record Output(String variable, boolean folder) {}

  /** What it means that a command ended well without an output. */
  public enum WhenMissing {
    /** The job fails. */
    FAIL,
    /** The job rightly produced nothing. */
    EMPTY
  }

  /**
   * Copies the collections and checks the names.
   *
   * @throws IllegalArgumentException when a name cannot be a variable or is taken, or a needed
   *     column is missing
   */
  public JobScript {
    columns = List.copyOf(columns);
    constants = List.copyOf(constants);
    outputs = List.copyOf(outputs);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    require(ID, Stream.concat(Stream.of(workflow, task), columns.stream().map(Column::name)));
    require(VARIABLE, environment.keySet().stream());
    var used = names(references(environment, setup, run).map(ShellText.Reference::variable));
    checkVariables(columns, constants, used);
    checkColumns(columns, outputs, used);
  }

  private static Set<String> names(Stream<String> names) {
    return names.collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static void checkVariables(
      List<Column> columns, List<Constant> constants, Set<String> used) {
    var taken = new HashSet<>(List.of(OUTPUTS, INPUTS_JSON, INPUTS_TABLE));
    var own =
        Stream.concat(
                columns.stream().map(Column::variable), constants.stream().map(Constant::variable))
            .toList();
    require(OF_HDW, own.stream());
    for (var name : own) {
      if (!taken.add(name)) {
        reject("a second variable " + name);
      }
    }
    require(VARIABLE, used.stream());
    for (var name : used) {
      if (name.startsWith("hdw_") && !taken.contains(name)) {
        reject("no variable " + name);
      }
    }
  }

  private static void checkColumns(List<Column> columns, List<Output> outputs, Set<String> used) {
    var texts = names(columns.stream().filter(column -> !column.list()).map(Column::variable));
    var lists = names(columns.stream().filter(Column::list).map(Column::variable));
    requireColumns(texts, outputs.stream().map(Output::variable).toList());
    requireColumns(lists, used.contains(INPUTS_JSON) ? List.of(INPUTS, INPUTS_SAMPLES) : List.of());
    requireColumns(lists, used.contains(INPUTS_TABLE) ? List.of(INPUTS_ROWS) : List.of());
  }

  private static void require(Pattern pattern, Stream<String> names) {
    names
        .filter(name -> !pattern.matcher(name).matches())
        .findFirst()
        .ifPresent(name -> reject("not a name that a script can use: " + name));
  }

  private static void requireColumns(Set<String> columns, List<String> needed) {
    needed.stream()
        .filter(name -> !columns.contains(name))
        .findFirst()
        .ifPresent(name -> reject("no column " + name));
  }

  private static void reject(String message) {
    throw new IllegalArgumentException(message);
  }

  private static Stream<ShellText.Reference> references(
      Map<String, ShellText> environment, ShellText setup, ShellText run) {
    return Stream.of(environment.values().stream(), Stream.of(setup, run))
        .flatMap(Function.identity())
        .flatMap(ShellText::references);
  }

  /** All references in the task's texts, in order. */
  Stream<ShellText.Reference> references() {
    return references(environment, setup, run);
  }

  /** The whole script; the same for the same parts, byte by byte. */
  public String render() {
    return new JobScriptWriter(this).write();
  }
}
