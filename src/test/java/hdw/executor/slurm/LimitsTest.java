package hdw.executor.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LimitsTest {
  private final List<String> asked = new ArrayList<>();
  private Instant now = Instant.parse("2026-12-01T09:00:00Z");

  /** Time that goes on when it is told to. */
  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  private Limits limits(Program program) {
    return new Limits(program, Path.of("/"), Map.of(), clock);
  }

  private Program.Answer answer(Path folder, List<String> command, Duration longest) {
    asked.add(command.get(0));
    return new Program.Answer(
        0,
        command.get(0).equals("scontrol") ? "PartitionName=a MaxTime=1-00:00:00\n" : "a|4|100|\n",
        "");
  }

  @Test
  void the_cluster_is_asked_once_in_ten_minutes() throws IOException {
    Limits limits = limits(this::answer);
    assertEquals("a", limits.partitions().all().get(0).name());
    now = now.plusSeconds(599);
    assertEquals(4, limits.partitions().named("a").orElseThrow().nodes().get(0).cpus());
    assertEquals(List.of("scontrol", "sinfo"), asked);
    now = now.plusSeconds(1);
    limits.partitions();
    assertEquals(4, asked.size());
  }

  @Test
  void a_cluster_that_does_not_answer_is_told_in_its_own_words() {
    Limits limits =
        limits((folder, command, longest) -> new Program.Answer(1, "", "connect failure\n"));
    IOException silent = assertThrows(IOException.class, limits::partitions);
    assertTrue(silent.getMessage().endsWith(": connect failure"), silent.getMessage());
  }
}
