package hdw.cli;

import hdw.compile.Compilation;
import hdw.diagnostic.Suggestion;
import hdw.draw.Direction;
import hdw.draw.DotPicture;
import hdw.draw.Drawing;
import hdw.draw.GraphJson;
import hdw.draw.JobView;
import hdw.draw.MermaidPicture;
import hdw.draw.NodeView;
import hdw.executor.local.Graphviz;
import hdw.executor.local.Tools;
import hdw.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw graph}: the DAG on standard output. */
final class GraphCommand implements Command {
  private static final int MOST_JOBS = 2_000;
  private static final int MOST_EDGES = 20_000;

  /** From here on a picture of every node is no longer looked at as a whole. */
  private static final int MANY = 150;

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "graph",
            "Draws the DAG on standard output.",
            "hdw graph analysis.hdw --by task -o dag.svg   one box for each task, for a talk",
            "hdw graph analysis.hdw --format mermaid       for a page on GitHub or GitLab",
            "hdw graph analysis.hdw | dot -Tpdf -o dag.pdf");
    Options.text(spec, "FORMAT", "dot (default), svg (with Graphviz), mermaid or json", "--format");
    Options.text(
        spec,
        "WHAT",
        "one box for each node (default), task, job, or value of a dimension such as sample",
        "--by");
    Options.flag(spec, "the same as --by job", "--jobs");
    Options.text(
        spec, "DIRECTION", "right or down; else what suits the shape of the DAG", "--direction");
    Options.text(
        spec, "FILE", "writes there; without --format, its ending says which", "-o", "--output");
    CompileOptions.addTo(spec);
    Options.argument(spec, "FILE", "1", "the workflow's file");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) throws IOException {
    GraphFormat format = GraphFormat.of(parsed);
    Optional<Direction> direction = direction(parsed);
    Optional<Plan> plan =
        CompileOptions.compile(Options.arguments(parsed).get(0), parsed, Depth.AS_NEEDED, console)
            .flatMap(Compilation::plan);
    if (plan.isEmpty()) {
      return ExitCode.WORKFLOW_ERRORS;
    }
    Drawing drawing = drawing(plan.get(), parsed);
    if (!Options.has(parsed, "--quiet")) {
      hint(drawing, format).ifPresent(console::say);
    }
    String text =
        text(drawing, format, direction.orElseGet(() -> Direction.best(drawing)), console);
    if (Options.has(parsed, "--output")) {
      Files.writeString(Path.of(Options.value(parsed, "--output", "")), text);
    } else {
      console.out().print(text);
    }
    return ExitCode.DONE;
  }

  private static String text(
      Drawing drawing, GraphFormat format, Direction direction, Console console)
      throws IOException {
    return switch (format) {
      case DOT -> DotPicture.text(drawing, direction);
      case SVG ->
          new Graphviz(new Tools(console.environment().getOrDefault("PATH", "")))
              .svg(DotPicture.text(drawing, direction));
      case MERMAID -> MermaidPicture.text(drawing, direction);
      case JSON -> GraphJson.text(drawing);
    };
  }

  private static Drawing drawing(Plan plan, ParseResult parsed) {
    String by = Options.value(parsed, "--by", Options.has(parsed, "--jobs") ? "job" : "node");
    if (Options.has(parsed, "--jobs") && !by.equals("job")) {
      throw new UsageException("--jobs and --by " + by + " ask for different pictures");
    }
    return switch (by) {
      case "node" -> NodeView.nodes(plan);
      case "task" -> NodeView.tasks(plan);
      case "job" -> jobs(plan);
      default -> byDimension(by, plan);
    };
  }

  private static Drawing jobs(Plan plan) {
    long edges = JobView.edges(plan);
    if (plan.jobs() > MOST_JOBS || edges > MOST_EDGES) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "%,d jobs with %,d edges are more than a picture can show (%,d and %,d): leave --jobs"
                  + " out, narrow it with --only or --limit, or take hdw plan --json --jobs for a"
                  + " list",
              plan.jobs(),
              edges,
              MOST_JOBS,
              MOST_EDGES));
    }
    return JobView.of(plan);
  }

  private static Drawing byDimension(String by, Plan plan) {
    if (!NodeView.dimensions(plan).contains(by)) {
      var known = new ArrayList<>(List.of("node", "task", "job"));
      known.addAll(NodeView.dimensions(plan));
      throw new UsageException(
          "--by wants one of "
              + String.join(", ", known)
              + ", not `"
              + by
              + "`"
              + Suggestion.didYouMean(by, known).map(hint -> "; " + hint).orElse(""));
    }
    return NodeView.by(by, plan);
  }

  private static Optional<Direction> direction(ParseResult parsed) {
    return switch (Options.value(parsed, "--direction", "")) {
      case "" -> Optional.empty();
      case "right" -> Optional.of(Direction.RIGHT);
      case "down" -> Optional.of(Direction.DOWN);
      default -> throw new UsageException("--direction wants right or down");
    };
  }

  private static Optional<String> hint(Drawing drawing, GraphFormat format) {
    if (format == GraphFormat.MERMAID && drawing.arcs().size() > MermaidPicture.MOST_EDGES) {
      return Optional.of(
          "hdw: GitHub draws at most "
              + MermaidPicture.MOST_EDGES
              + " edges, these are "
              + drawing.arcs().size()
              + ": --by task has fewer");
    }
    return format == GraphFormat.SVG && drawing.vertices().size() > MANY
        ? Optional.of(
            "hdw: "
                + drawing.vertices().size()
                + " boxes make a large picture: --by task has fewer")
        : Optional.empty();
  }
}
