package hdw.analysis;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.model.Setting;
import hdw.model.Task;
import hdw.model.Value;
import java.math.BigDecimal;
import java.util.Optional;

/** The properties of a task that few tasks have; each is one value for the whole task. */
final class OptionAnalysis {
  private final Constants constants;
  private final Diagnostics diagnostics;

  OptionAnalysis(Constants constants, Diagnostics diagnostics) {
    this.constants = constants;
    this.diagnostics = diagnostics;
  }

  Task.Options options(TaskProperties properties) {
    Optional<Setting> tolerate = properties.setting("tolerate");
    Optional<Setting> most = properties.setting("max_running");
    tolerate.ifPresent(this::checkShare);
    most.ifPresent(this::checkCount);
    return new Task.Options(
        is(new Value.Truth(true), "always", properties),
        is(new Value.Text("empty"), "on_missing_output", properties),
        is(new Value.Truth(false), "cluster_per_sample", properties),
        tolerate,
        most,
        properties.setting("container"));
  }

  private boolean is(Value wanted, String property, TaskProperties properties) {
    Optional<Setting> setting = properties.setting(property);
    if (setting.isEmpty()) {
      return false;
    }
    Optional<Value> value = constants.value(setting.get().value());
    if (value.isEmpty()) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0302,
                  setting.get().span(),
                  "`" + property + "` is one value for the whole task, and nothing is looked up")
              .hint("write the value itself, or the name of a param"));
    }
    return value.equals(Optional.of(wanted));
  }

  private void checkShare(Setting tolerate) {
    boolean tooMuch =
        constants
            .value(tolerate.value())
            .filter(each -> each instanceof Value.Part part && isAboveAll(part))
            .isPresent();
    if (tooMuch) {
      diagnostics.add(Code.HDW0305, tolerate.span(), "`tolerate` is at most 100 %");
    }
  }

  private static boolean isAboveAll(Value.Part part) {
    return part.share().percent().compareTo(BigDecimal.valueOf(100)) > 0;
  }

  private void checkCount(Setting most) {
    Optional<Value> value = constants.value(most.value());
    if (value.isPresent()
        && value.get() instanceof Value.Numeric number
        && (number.number().signum() <= 0 || number.number().stripTrailingZeros().scale() > 0)) {
      diagnostics.add(Code.HDW0305, most.span(), "`max_running` is a whole number of at least 1");
    }
  }
}
