package hdw.analysis;

import hdw.ast.Declaration;
import hdw.ast.SourceFile;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.diagnostic.Suggestion;
import hdw.model.Case;
import hdw.model.Resource;
import hdw.model.Rule;
import hdw.model.SampleSource;
import hdw.model.Site;
import hdw.model.Symptom;
import hdw.model.Task;
import hdw.model.Type;
import hdw.model.Workflow;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns the files of a workflow into its model: declares all names, then reads each kind of
 * declaration.
 */
public final class Analyzer {
  private final List<SourceFile> files;
  private final Overrides overrides;
  private final Diagnostics diagnostics;
  private final Names names;
  private final IdentityHashMap<Declaration.Param, Type> paramTypes = new IdentityHashMap<>();
  private final Map<String, List<String>> outputsOfTasks = new LinkedHashMap<>();

  private Analyzer(List<SourceFile> files, Overrides overrides, Diagnostics diagnostics) {
    this.files = files;
    this.overrides = overrides;
    this.diagnostics = diagnostics;
    this.names = new Names(diagnostics);
  }

  /**
   * The model of a workflow, as complete as its errors allow.
   *
   * @param files the user's own file first, then all that it uses, in the order in which they are
   *     named
   */
  public static Workflow analyze(
      List<SourceFile> files, Overrides overrides, Diagnostics diagnostics) {
    return new Analyzer(files, overrides, diagnostics).workflow();
  }

  private Workflow workflow() {
    declare();
    var options = new OverrideAnalysis(overrides, names, diagnostics);
    var globals = new GlobalAnalysis(names, diagnostics);
    for (Declaration.Param param : all(Declaration.Param.class)) {
      globals.analyze(param, paramTypes.getOrDefault(param, Type.ANY), options);
    }
    for (Declaration.Let let : all(Declaration.Let.class)) {
      globals.analyze(let);
    }
    files.get(0).declarations().forEach(new HiddenNames(names, diagnostics)::check);
    var ordered = globals.inOrder();
    var samples = new ArrayList<SampleSource>();
    var sampleAnalysis = new SampleAnalysis(names, diagnostics);
    for (Declaration each : all(Declaration.class)) {
      if (each instanceof Declaration.Sample sample) {
        sampleAnalysis.analyze(sample).ifPresent(samples::add);
      } else if (each instanceof Declaration.SamplesFrom from) {
        sampleAnalysis.analyze(from).ifPresent(samples::add);
      }
    }
    var constants = new Constants(ordered);
    List<Task> tasks = tasks(constants);
    List<Rule> rules = rules();
    var symptoms = new ArrayList<Symptom>();
    var ruleAnalysis = new RuleAnalysis(names, dimensions(), diagnostics);
    for (Declaration.Symptom symptom : all(Declaration.Symptom.class)) {
      ruleAnalysis.analyze(symptom).ifPresent(symptoms::add);
    }
    var cases = new ArrayList<Case>();
    var caseAnalysis = new CaseAnalysis(names, dimensions(), diagnostics);
    for (Declaration.Case test : all(Declaration.Case.class)) {
      caseAnalysis.analyze(test).ifPresent(cases::add);
    }
    Optional<Site> site = site();
    new RuleReach(files.get(0).source(), diagnostics).check(rules);
    checkEffects(tasks, rules, constants);
    rules.stream().filter(Rule::onFailure).forEach(new RetryCheck(diagnostics)::check);
    site.map(each -> new RuleLimits(each, constants, diagnostics))
        .ifPresent(limits -> rules.forEach(limits::check));
    if (!diagnostics.hasErrors()) {
      names.reportUnused();
    }
    return new Workflow(
        span(),
        name(),
        ordered,
        samples,
        tasks,
        rules.stream().filter(each -> !each.onFailure()).toList(),
        rules.stream().filter(Rule::onFailure).toList(),
        symptoms,
        cases,
        site,
        ClusterAnalysis.chosen(site, overrides, options.demands()),
        options.demands(),
        overrides.layout());
  }

  /** The checks that few workflows have anything for: hdw starts faster without their classes. */
  private void checkEffects(List<Task> tasks, List<Rule> rules, Constants constants) {
    List<Rule> placements = rules.stream().filter(each -> !each.onFailure()).toList();
    if (placements.size() > 1) {
      new PlacementReach(files.get(0).source(), diagnostics).check(placements);
    }
    boolean says = tasks.stream().anyMatch(each -> each.resources().containsKey(Resource.RETRIES));
    if (says && placements.size() < rules.size()) {
      new RetriesCheck(files.get(0).source(), constants, diagnostics).check(tasks, rules);
    }
  }

  private void declare() {
    for (SourceFile file : files) {
      boolean own = file.source().equals(files.get(0).source());
      for (Declaration each : file.declarations()) {
        if (each instanceof Declaration.Task task) {
          names.declare(Symbol.Kind.TASK, task.name().text(), task.span(), Type.TASK, own);
          outputsOfTasks.putIfAbsent(task.name().text(), TaskAnalysis.outputNames(task));
        } else if (each instanceof Declaration.Sample sample) {
          names.declare(Symbol.Kind.SAMPLE, sample.name().text(), sample.span(), Type.TEXT, own);
        } else if (each instanceof Declaration.Site site) {
          SiteAnalysis.queues(site)
              .forEach(
                  queue ->
                      names.declare(
                          Symbol.Kind.QUEUE,
                          queue.name().text(),
                          queue.name().span(),
                          Type.QUEUE,
                          own));
        }
      }
    }
    var globals = new GlobalAnalysis(names, diagnostics);
    for (SourceFile file : files) {
      boolean own = file.source().equals(files.get(0).source());
      for (Declaration each : file.declarations()) {
        if (each instanceof Declaration.Param param) {
          Type type = globals.declaredType(param);
          paramTypes.put(param, type);
          names.declare(Symbol.Kind.PARAM, param.name().text(), param.span(), type, own);
        } else if (each instanceof Declaration.Let let) {
          names.declare(
              Symbol.Kind.LET, let.name().text(), let.span(), globals.typeOf(let.value()), own);
        }
      }
    }
  }

  private List<Task> tasks(Constants constants) {
    var defaults = new ArrayList<BlockReader>();
    for (Declaration.Defaults each : all(Declaration.Defaults.class)) {
      defaults.add(TaskProperties.defaults(each.body(), diagnostics));
    }
    var analysis = new TaskAnalysis(names, outputsOfTasks, defaults, constants, diagnostics);
    var tasks = new LinkedHashMap<String, Task>();
    for (Declaration.Task each : all(Declaration.Task.class)) {
      analysis.analyze(each).ifPresent(task -> tasks.putIfAbsent(task.name(), task));
    }
    var shape = new JobShape(tasks, diagnostics);
    tasks.values().forEach(shape::check);
    return new ArrayList<>(tasks.values());
  }

  /**
   * Rules in the order that counts: used files' placements first, the own file's reactions first.
   */
  private List<Rule> rules() {
    var analysis = new RuleAnalysis(names, dimensions(), diagnostics);
    var declared = new LinkedHashMap<String, Declaration.Rule>();
    var rules = new ArrayList<Rule>();
    for (SourceFile file : files) {
      for (Declaration each : file.declarations()) {
        if (each instanceof Declaration.Rule rule) {
          Declaration.Rule earlier = declared.putIfAbsent(rule.name().text(), rule);
          if (earlier == null) {
            analysis.analyze(rule).ifPresent(rules::add);
          } else if (earlier.span().source().equals(rule.span().source())) {
            diagnostics.add(
                Diagnostic.of(
                        Code.HDW0202,
                        rule.span(),
                        "rule `" + rule.name().text() + "` is declared twice")
                    .note("first declared at", earlier.span()));
          }
        }
      }
    }
    var ordered = new ArrayList<Rule>();
    for (int i = files.size() - 1; i >= 0; i--) {
      var source = files.get(i).source();
      rules.stream()
          .filter(each -> !each.onFailure() && each.span().source().equals(source))
          .forEach(ordered::add);
    }
    rules.stream().filter(Rule::onFailure).forEach(ordered::add);
    return ordered;
  }

  private List<String> dimensions() {
    var dimensions = new ArrayList<String>();
    for (Declaration.Task task : all(Declaration.Task.class)) {
      dimensions.addAll(DimensionAnalysis.names(task));
    }
    return dimensions.stream().filter(each -> !each.equals("sample")).distinct().toList();
  }

  /**
   * The site that counts: the one named on the command line, else the first declared, the own
   * file's first.
   */
  private Optional<Site> site() {
    var sites = new LinkedHashMap<String, Site>();
    var analysis = new SiteAnalysis(names, diagnostics);
    for (Declaration.Site site : all(Declaration.Site.class)) {
      Site earlier = sites.putIfAbsent(site.name().text(), analysis.analyze(site));
      if (earlier != null && earlier.span().source().equals(site.span().source())) {
        diagnostics.add(
            Diagnostic.of(
                    Code.HDW0202,
                    site.span(),
                    "site `" + site.name().text() + "` is declared twice")
                .note("first declared at", earlier.span()));
      }
    }
    if (overrides.site().isPresent() && !sites.containsKey(overrides.site().get())) {
      var option = new hdw.diagnostic.Source("--site", overrides.site().get());
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0203,
                  option.span(0, option.text().length()),
                  "there is no site `" + option.text() + "`")
              .hint(Suggestion.didYouMean(option.text(), sites.keySet())));
      return Optional.empty();
    }
    return overrides.site().map(sites::get).or(() -> sites.values().stream().findFirst());
  }

  private Span span() {
    return declared(Declaration.WorkflowName.class)
        .map(Declaration.WorkflowName::span)
        .orElse(files.get(0).source().span(0, 0));
  }

  private String name() {
    return declared(Declaration.WorkflowName.class)
        .map(each -> each.name().text())
        .orElseGet(
            () -> {
              String file = files.get(0).source().name();
              String bare = file.substring(file.lastIndexOf('/') + 1);
              return bare.endsWith(".hdw") ? bare.substring(0, bare.length() - 4) : bare;
            });
  }

  private <D extends Declaration> Optional<D> declared(Class<D> kind) {
    return files.get(0).declarations().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst();
  }

  /** The declarations of one kind, in all files. Loops start faster than lambdas do. */
  private <D extends Declaration> List<D> all(Class<D> kind) {
    var found = new ArrayList<D>();
    for (SourceFile file : files) {
      for (Declaration each : file.declarations()) {
        if (kind.isInstance(each)) {
          found.add(kind.cast(each));
        }
      }
    }
    return found;
  }
}
