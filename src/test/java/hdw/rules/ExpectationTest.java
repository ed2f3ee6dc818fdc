package hdw.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.model.Reason;
import hdw.model.Resource;
import hdw.model.Type;
import hdw.model.Value;
import hdw.rules.Cause.Sureness;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a case expects is compared by what it means, not by how it is written. */
final class ExpectationTest {
  private static final Cause CAUSE =
      new Cause(Reason.BAD_INPUT, Sureness.CERTAIN, List.of(), "x", "0");
  private static final Raised MEMORY =
      new Raised(Resource.MEMORY, new Value.Size(Memory.ofMebibytes(8192)), "rule r");
  private static final Raised QUEUE =
      new Raised(Resource.QUEUE, new Value.Named(Type.QUEUE, "long"), "rule r");
  private static final Raised TIME =
      new Raised(Resource.TIME, new Value.Time(new WallTime(5400)), "rule r");

  private static Decision retry(Optional<WallTime> after, Raised... raised) {
    return new Decision(Decision.Kind.RETRY, Optional.of("r"), List.of(raised), after, false, "");
  }

  private static boolean met(String expect, Decision decision) {
    return Expectation.of(expect).isMetBy(CAUSE, decision);
  }

  @Test
  void amounts_are_compared_by_their_size() {
    Decision memory = retry(Optional.empty(), MEMORY);
    for (String each :
        List.of(
            "memory = 8 GB, retry",
            "memory=8GB,retry",
            "retry, memory = 8192 MB",
            "memory = 8 GiB")) {
      assertTrue(met(each, memory), each);
    }
    for (String each : List.of("memory = 4 GB, retry", "retry", "memory = 8 GB, skip", "fail")) {
      assertFalse(met(each, memory), each);
    }
    assertTrue(met("retry after 1 h 30 min", retry(Optional.of(new WallTime(5400)))));
    assertTrue(met("retry after 90min", retry(Optional.of(new WallTime(5400)))));
    assertFalse(met("retry after 1 h", retry(Optional.of(new WallTime(5400)))));
    assertFalse(met("retry", retry(Optional.of(new WallTime(5400)))));
  }

  @Test
  void the_next_queue_may_be_called_by_its_name_or_next() {
    Decision longer = retry(Optional.empty(), QUEUE, TIME);
    assertTrue(met("queue = next, retry", longer));
    assertTrue(met("queue = long, time = 90 min, retry", longer));
    assertFalse(met("queue = short, retry", longer));
    assertFalse(met("queue = next, time = 2 h, retry", longer));
    assertFalse(met("queue = next, retry", retry(Optional.empty())));
  }

  @Test
  void a_reason_in_front_is_expected_too() {
    assertTrue(met("bad_input: fail", Decision.fail("")));
    assertFalse(met("unknown: fail", Decision.fail("")));
    assertEquals(Optional.empty(), Expectation.of("fail").reason());
  }
}
