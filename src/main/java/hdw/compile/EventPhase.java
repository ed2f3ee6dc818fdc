package hdw.compile;

import hdw.catalog.Catalog;
import hdw.catalog.EventCounts;
import hdw.catalog.EventLimit;
import hdw.catalog.Sample;
import hdw.diagnostic.Diagnostics;
import hdw.graph.WorkflowGraph;
import hdw.model.Workflow;
import hdw.plan.EventNeeds;
import hdw.scan.Scan;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Counts the events of samples where the plan of a workflow hangs on them. */
final class EventPhase {
  private final Workflow workflow;
  private final Scan scan;
  private final Compiler.Options options;
  private final Diagnostics diagnostics;
  private final Set<String> counted = new HashSet<>();

  EventPhase(Workflow workflow, Scan scan, Compiler.Options options, Diagnostics diagnostics) {
    this.workflow = workflow;
    this.scan = scan;
    this.options = options;
    this.diagnostics = diagnostics;
  }

  /** The catalog that nodes are made of: with events where nodes hang on them. */
  Catalog beforeGraph(Catalog catalog) {
    return EventNeeds.beforeGraph(workflow) || hasLimit()
        ? count(catalog, names(catalog), true)
        : catalog;
  }

  /**
   * The catalog that jobs are made of; nothing where no more had to be looked up.
   *
   * @param sketch the nodes, which say of which samples events are needed
   */
  Optional<Catalog> forPlan(Catalog catalog, WorkflowGraph sketch) {
    int before = counted.size();
    Catalog needed = count(catalog, EventNeeds.of(workflow, catalog, sketch), true);
    boolean looks = options.looks().intoFiles() && !diagnostics.hasErrors();
    Catalog all = looks ? count(needed, namesOfRootFiles(needed), false) : needed;
    return counted.size() > before ? Optional.of(all) : Optional.empty();
  }

  private boolean hasLimit() {
    return options.looks().events() < Long.MAX_VALUE;
  }

  private static Set<String> names(Catalog catalog) {
    Set<String> names = new HashSet<>();
    catalog.samples().forEach(each -> names.add(each.name()));
    return names;
  }

  private static Set<String> namesOfRootFiles(Catalog catalog) {
    Set<String> names = new HashSet<>();
    for (Sample sample : catalog.samples()) {
      for (String path : sample.files().paths()) {
        if (path.endsWith(".root")) {
          names.add(sample.name());
          break;
        }
      }
    }
    return names;
  }

  private Catalog count(Catalog catalog, Set<String> names, boolean needed) {
    Set<String> missing = new HashSet<>(names);
    missing.removeAll(counted);
    if (missing.isEmpty()) {
      return catalog;
    }
    counted.addAll(missing);
    Catalog read =
        EventCounts.read(catalog, each -> missing.contains(each.name()), needed, scan, diagnostics);
    return hasLimit() && !diagnostics.hasErrors() ? limited(read) : read;
  }

  private Catalog limited(Catalog catalog) {
    return new Catalog(
        catalog.globals(), catalog.samples().stream().map(this::limited).toList(), catalog.world());
  }

  private Sample limited(Sample sample) {
    return sample.files().entries().isPresent()
        ? EventLimit.first(sample, options.looks().events())
        : sample;
  }
}
