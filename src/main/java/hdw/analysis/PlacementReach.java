package hdw.analysis;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Source;
import hdw.model.Resource;
import hdw.model.Rule;
import hdw.model.Scope;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds placement rules of the user's own file without effect: a later one takes every job that
 * they take, and sets all that they set.
 */
final class PlacementReach {
  private final Source own;
  private final Diagnostics diagnostics;

  PlacementReach(Source own, Diagnostics diagnostics) {
    this.own = own;
    this.diagnostics = diagnostics;
  }

  /** Checks the placements in the order in which they are applied. */
  void check(List<Rule> placements) {
    for (int i = 0; i < placements.size(); i++) {
      Rule rule = placements.get(i);
      if (rule.span().source().equals(own)) {
        check(rule, placements.subList(i + 1, placements.size()));
      }
    }
  }

  private void check(Rule rule, List<Rule> later) {
    for (Rule each : later) {
      if (looksAtResources(each)) {
        return; // what the rule sets may be what this one wants to see
      }
      if (takesAll(each, rule) && resources(each).containsAll(resources(rule))) {
        diagnostics.add(
            Diagnostic.of(
                    Code.HDW0512,
                    rule.span(),
                    "rule `"
                        + rule.name()
                        + "` has no effect: rule `"
                        + each.name()
                        + "` sets the same for every job that it takes")
                .note("that rule stands behind it at", each.span())
                .hint("put the narrower rule last: of placement rules the later one wins"));
        return;
      }
    }
  }

  private static boolean takesAll(Rule wide, Rule narrow) {
    List<Clause> clauses = Clause.of(narrow.when());
    return Clause.of(wide.when()).stream()
        .allMatch(wanted -> clauses.stream().anyMatch(each -> each.implies(wanted)));
  }

  private static boolean looksAtResources(Rule rule) {
    return rule.when().filter(each -> each.uses(Scope.RESOURCE)).isPresent()
        || sets(rule).stream().anyMatch(each -> each.value().uses(Scope.RESOURCE));
  }

  private static Set<Resource> resources(Rule rule) {
    return sets(rule).stream().map(Rule.Action.Set::resource).collect(Collectors.toSet());
  }

  private static List<Rule.Action.Set> sets(Rule rule) {
    return rule.actions().stream()
        .filter(Rule.Action.Set.class::isInstance)
        .map(Rule.Action.Set.class::cast)
        .toList();
  }
}
