package hdw.model;

import hdw.diagnostic.Span;
import java.util.List;
import java.util.Optional;

/**
 * A whole workflow: the user's file and all that it uses.
 *
 * @param span the place of its name, or of the file's beginning
 * @param globals params and lets, each behind those that it mentions
 * @param placements in the order in which they are applied
 * @param reactions in the order in which they are tried
 * @param site where tasks run that don't say otherwise
 * @param cluster the site's workers of Dask, with what the command line says of them
 * @param demands what the command line asks of every task or of one
 * @param layout how what is submitted is laid out
 */
public record Workflow(
    Span span,
    String name,
    List<Global> globals,
    List<SampleSource> samples,
    List<Task> tasks,
    List<Rule> placements,
    List<Rule> reactions,
    List<Symptom> symptoms,
    List<Case> cases,
    Optional<Site> site,
    Optional<Cluster> cluster,
    List<Demand> demands,
    Layout layout) {

  /** Copies the lists. */
  public Workflow {
    globals = List.copyOf(globals);
    samples = List.copyOf(samples);
    tasks = List.copyOf(tasks);
    placements = List.copyOf(placements);
    reactions = List.copyOf(reactions);
    symptoms = List.copyOf(symptoms);
    cases = List.copyOf(cases);
    demands = List.copyOf(demands);
  }

  /** The task called {@code name}. */
  public Optional<Task> task(String name) {
    return tasks.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** {@code --memory 4GB}, or {@code --set ntuple.memory=4GB} for one task. */
  public record Demand(Span span, Optional<String> task, Resource resource, Value value) {}
}
