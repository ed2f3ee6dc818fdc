package hdw.rules;

import hdw.eval.Bindings;
import hdw.model.Expression.Variable;
import hdw.model.Scope;
import hdw.model.Type;
import hdw.model.Value;
import hdw.units.WallTime;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What rules and symptoms see of a failed attempt; what nobody measured has no value.
 *
 * @param log the tail of its output
 * @param ended how it ended, as rules see it; none while that is being found out
 */
record FailureBindings(Evidence evidence, String log, Optional<Ended> ended) implements Bindings {

  /** What is known of an attempt once its cause is. */
  record Ended(Value reason, int attempt, boolean repeated) {}

  /** What a symptom sees, which is to say nothing of the reason. */
  static FailureBindings ofSymptom(Evidence evidence, String log) {
    return new FailureBindings(evidence, log, Optional.empty());
  }

  /** What a reaction sees. */
  static FailureBindings of(Reactions.Failure failure) {
    var reason = new Value.Named(Type.REASON, failure.cause().reason().word());
    return new FailureBindings(
        failure.evidence(),
        LogTail.of(failure.evidence()).text(),
        Optional.of(new Ended(reason, failure.attempt(), failure.repeated())));
  }

  @Override
  public Optional<Value> value(Variable variable) {
    if (variable.scope() != Scope.FAILURE) {
      return Optional.empty();
    }
    return switch (variable.name()) {
      case "reason" -> ended.map(Ended::reason);
      case "attempt" -> ended.map(each -> Value.Numeric.of(each.attempt()));
      case "repeated" -> ended.map(each -> new Value.Truth(each.repeated()));
      case "exit" -> number(evidence.exit());
      case "signal" -> number(BashWords.signal(evidence));
      case "restarts" -> Optional.of(Value.Numeric.of(evidence.restarts()));
      case "node" -> text(evidence.host());
      case "log" -> Optional.of(new Value.Text(log));
      case "memory_used" -> evidence.memoryUsed().map(Value.Size::new);
      case "time_used" -> evidence.timeUsed().map(FailureBindings::time);
      default -> Optional.empty();
    };
  }

  private static Optional<Value> number(OptionalInt number) {
    return number.isPresent() ? Optional.of(Value.Numeric.of(number.getAsInt())) : Optional.empty();
  }

  private static Optional<Value> text(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(new Value.Text(text));
  }

  private static Value time(java.time.Duration length) {
    return new Value.Time(new WallTime(length.plusMillis(999).toSeconds()));
  }
}
