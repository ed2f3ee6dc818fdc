package hdw.analysis;

import hdw.ast.Expression.Amount;
import hdw.ast.Expression.Quantity;
import hdw.ast.Name;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Suggestion;
import hdw.model.Value;
import hdw.units.Count;
import hdw.units.Memory;
import hdw.units.Share;
import hdw.units.WallTime;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Numbers with units: from what was written to values. */
final class Quantities {
  private static final List<String> UNITS =
      List.of(
          "B", "KB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB", "s", "min", "h", "d", "w",
          "file", "files", "event", "events", "job", "jobs", "%");
  private static final BigDecimal LARGEST = new BigDecimal("1e18");

  private Quantities() {}

  /** The value; nothing, with a report, where a unit is unknown or the units do not go together. */
  static Optional<Value> value(Quantity quantity, Diagnostics diagnostics) {
    List<Amount> amounts = quantity.amounts();
    for (Amount each : amounts) {
      if (each.number().compareTo(LARGEST) > 0) {
        diagnostics.add(
            Code.HDW0305, each.span(), "this is larger than any amount that hdw can count");
        return Optional.empty();
      }
    }
    Amount first = amounts.get(0);
    if (amounts.stream().allMatch(each -> WallTime.unit(each.unit().text()).isPresent())) {
      return time(quantity, diagnostics);
    }
    if (amounts.size() == 1) {
      Optional<Value> value = single(first, diagnostics);
      if (value.isEmpty() && !diagnosed(first)) {
        diagnostics.add(unknown(first.unit()));
      }
      return value;
    }
    for (Amount each : amounts) {
      if (!UNITS.contains(each.unit().text())) {
        diagnostics.add(unknown(each.unit()));
        return Optional.empty();
      }
    }
    diagnostics.add(
        Diagnostic.of(
                Code.HDW0101, amounts.get(1).span(), "only times are written with several units")
            .hint("write one number, such as `1.5 GB`"));
    return Optional.empty();
  }

  private static boolean diagnosed(Amount amount) {
    return UNITS.contains(amount.unit().text());
  }

  private static Optional<Value> single(Amount amount, Diagnostics diagnostics) {
    String unit = amount.unit().text();
    try {
      Optional<Value> size =
          Memory.unit(unit).map(bytes -> new Value.Size(Memory.of(amount.number(), bytes)));
      if (size.isPresent()) {
        return size;
      }
    } catch (ArithmeticException tooLarge) {
      diagnostics.add(
          Code.HDW0305, amount.span(), "this is larger than any amount that hdw can count");
      return Optional.empty();
    }
    if (unit.equals("%")) {
      return Optional.of(new Value.Part(new Share(amount.number())));
    }
    Optional<Count.Unit> counted = Count.Unit.named(unit);
    if (counted.isEmpty()) {
      return Optional.empty();
    }
    if (amount.number().stripTrailingZeros().scale() > 0 || amount.number().signum() == 0) {
      diagnostics.add(
          Code.HDW0305, amount.span(), "a count of " + unit + " is a whole number of at least 1");
      return Optional.empty();
    }
    return Optional.of(
        new Value.Counted(new Count(amount.number().longValueExact(), counted.get())));
  }

  private static Optional<Value> time(Quantity quantity, Diagnostics diagnostics) {
    try {
      long seconds = 0;
      for (Amount each : quantity.amounts()) {
        long unit = WallTime.unit(each.unit().text()).orElseThrow();
        seconds = Math.addExact(seconds, WallTime.of(each.number(), unit).seconds());
      }
      return Optional.of(new Value.Time(new WallTime(seconds)));
    } catch (ArithmeticException tooLarge) {
      diagnostics.add(
          Code.HDW0305, quantity.span(), "this is larger than any time that hdw can count");
      return Optional.empty();
    }
  }

  private static Diagnostic unknown(Name unit) {
    return Diagnostic.of(
            Code.HDW0205, unit.span(), "`" + unit.text() + "` is no unit that hdw knows")
        .note("units are " + String.join(" ", UNITS))
        .hint(Suggestion.didYouMean(unit.text(), UNITS));
  }
}
