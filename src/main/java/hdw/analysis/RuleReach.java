package hdw.analysis;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Source;
import hdw.model.Expression;
import hdw.model.Rule;
import hdw.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds rules of the user's own file that can never match, as far as that is plain to see: a
 * condition that contradicts itself, or a reaction behind one that takes all that it would.
 */
final class RuleReach {
  private final Source own;
  private final Diagnostics diagnostics;

  RuleReach(Source own, Diagnostics diagnostics) {
    this.own = own;
    this.diagnostics = diagnostics;
  }

  /** Checks all rules, the reactions in the order in which they are tried. */
  void check(List<Rule> rules) {
    var before = new ArrayList<Rule>();
    for (Rule rule : rules) {
      if (rule.span().source().equals(own) && !reportContradiction(rule) && rule.onFailure()) {
        before.stream()
            .filter(earlier -> takesAll(earlier, rule))
            .findFirst()
            .ifPresent(earlier -> reportShadow(rule, earlier));
        before.add(rule);
      }
    }
  }

  private boolean reportContradiction(Rule rule) {
    List<Clause> clauses = Clause.of(rule.when());
    boolean never = rule.when().filter(RuleReach::isFalse).isPresent();
    boolean twice =
        clauses.stream()
            .anyMatch(one -> clauses.stream().anyMatch(other -> one.contradicts(other)));
    if (!never && !twice) {
      return false;
    }
    var diagnostic =
        Diagnostic.of(
            Code.HDW0512,
            rule.when().orElseThrow().span(),
            "rule `" + rule.name() + "` never matches: its condition never holds");
    diagnostics.add(twice ? diagnostic.hint("write `or` where one of two is enough") : diagnostic);
    return true;
  }

  /** Whether a condition, or one of the parts that must all hold, is written out as false. */
  private static boolean isFalse(Expression condition) {
    if (condition instanceof Expression.Apply apply && apply.function() == hdw.model.Function.AND) {
      return apply.arguments().stream().anyMatch(RuleReach::isFalse);
    }
    return new Constants(List.of()).value(condition).equals(Optional.of(new Value.Truth(false)));
  }

  private static boolean takesAll(Rule earlier, Rule rule) {
    List<Clause> clauses = Clause.of(rule.when());
    return Clause.of(earlier.when()).stream()
        .allMatch(wanted -> clauses.stream().anyMatch(each -> each.implies(wanted)));
  }

  private void reportShadow(Rule rule, Rule earlier) {
    diagnostics.add(
        Diagnostic.of(
                Code.HDW0512,
                rule.span(),
                "rule `"
                    + rule.name()
                    + "` never decides: rule `"
                    + earlier.name()
                    + "` takes every failure that it would")
            .note("that rule stands before it at", earlier.span())
            .hint("put the narrower rule first"));
  }
}
