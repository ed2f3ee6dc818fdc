package hdw.cli;

import hdw.model.Resource;
import hdw.model.Value;
import hdw.rules.Decision;
import hdw.rules.Ladder;
import hdw.rules.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A ladder in one line: {@code 2 -> 4 -> 8 -> 16 GB, then fail}. */
final class LadderText {
  private LadderText() {}

  /** The ladder of a job that fails in new ways, and of one that fails in the same way. */
  static String of(Ladder differing, Ladder alike) {
    String one = of(differing);
    String other = of(alike);
    if (one.equals(other)) {
      return one;
    }
    int times = alike.again().size();
    boolean shorter =
        alike.last().kind() == differing.last().kind()
            && times < differing.again().size()
            && alike.again().equals(differing.again().subList(0, times));
    return shorter
        ? one + "; " + often(times) + " where it fails in the same way"
        : one + "; where it fails in the same way: " + other;
  }

  private static String often(int times) {
    return switch (times) {
      case 0 -> "never again";
      case 1 -> "once";
      default -> times + " times";
    };
  }

  private static String of(Ladder ladder) {
    if (ladder.again().isEmpty()) {
      String why = ladder.last().rule().isPresent() ? ladder.last().note() : "no rule matches";
      return ladder.last().kind().word() + (why.isEmpty() ? "" : ": " + why);
    }
    var series = new ArrayList<String>();
    for (Resource each : Resource.values()) {
      series(ladder, each).ifPresent(series::add);
    }
    series.addAll(repeats(ladder, series.isEmpty()));
    return String.join(", ", series) + ", then " + ladder.last().kind().word();
  }

  /** The values of a resource along the ladder; a queue's own time stands behind its name. */
  private static Optional<String> series(Ladder ladder, Resource resource) {
    var values = new ArrayList<String>();
    for (Request each : ladder.requests()) {
      values.add(value(each, resource));
    }
    boolean withQueue =
        resource == Resource.TIME
            && ladder.requests().stream().allMatch(each -> each.queue().isPresent());
    boolean noQueue =
        resource == Resource.QUEUE
            && ladder.requests().stream().anyMatch(each -> each.queue().isEmpty());
    boolean changes = values.stream().distinct().count() > 1;
    if (withQueue || noQueue || !changes) {
      return Optional.empty();
    }
    String joined = String.join(" -> ", shortened(values));
    boolean plain = resource == Resource.MEMORY || resource == Resource.QUEUE;
    return Optional.of(plain ? joined : resource.word() + " " + joined);
  }

  private static String value(Request request, Resource resource) {
    String text = request.value(resource).map(Value::text).orElse("-");
    return resource == Resource.QUEUE
        ? text + request.time().map(each -> " " + each).orElse("")
        : text;
  }

  /** The unit stands once where it is the same all along. */
  private static List<String> shortened(List<String> values) {
    String last = values.get(values.size() - 1);
    String unit = last.substring(Math.max(0, last.lastIndexOf(' ')));
    boolean same = values.stream().allMatch(each -> each.matches("[0-9.]+ [A-Za-z]+"));
    if (!same || !values.stream().allMatch(each -> each.endsWith(unit))) {
      return values;
    }
    var bare = new ArrayList<String>();
    for (String each : values.subList(0, values.size() - 1)) {
      bare.add(each.substring(0, each.length() - unit.length()));
    }
    bare.add(last);
    return bare;
  }

  private static List<String> repeats(Ladder ladder, boolean nothingChanges) {
    Decision first = ladder.again().get(0);
    int times = ladder.again().size();
    String often = times == 1 ? "" : " " + times + " times";
    var words = new ArrayList<String>();
    if (first.kind() == Decision.Kind.HALVE) {
      words.add("halved" + often);
    } else if (nothingChanges) {
      words.add("again" + often + (first.avoidNode() ? " on another machine" : ""));
    }
    first
        .after()
        .ifPresent(
            each -> {
              String wait = " after " + each;
              if (words.isEmpty()) {
                words.add("each" + wait);
              } else {
                words.set(0, words.get(0) + wait);
              }
            });
    return words;
  }
}
