package hdw.executor.htcondor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.AttemptKey;
import hdw.executor.Engine;
import hdw.executor.Happening;
import hdw.rules.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log as a real HTCondor writes it, followed while it does. */
@Tag("engine")
final class EventLogEngineTest {
  private static final String TOKEN = "log-test.1";

  @TempDir Path folder;

  private final LogTranslator translator = new LogTranslator();
  private final List<Happening> happened = new ArrayList<>();
  private EventLog log;
  private String cluster = "";

  @BeforeEach
  void follow_a_log() throws IOException {
    log = new EventLog(folder.resolve("events.log"), ZoneId.systemDefault());
    Files.writeString(
        folder.resolve("job.sh"),
        """
        case $1 in
        code) exit 3 ;;
        signal) kill -SEGV $$ ;;
        memory) x=$(head -c 300000000 /dev/zero | tr '\\0' a); sleep 20; echo ${#x} ;;
        wait) sleep 300 ;;
        esac
        """);
  }

  @AfterEach
  void leave_nothing_in_the_queue() throws Exception {
    if (!cluster.isEmpty() && !Engine.run(folder, "condor_q", cluster, "-af", "ProcId").isBlank()) {
      Engine.run(folder, "condor_rm", cluster);
    }
  }

  /** One job for each kind, of which HTCondor makes two at a time where {@code late}. */
  private void submit(boolean late, String... kinds) throws Exception {
    Files.writeString(
        folder.resolve("job.sub"),
        """
        executable = /bin/bash
        arguments = job.sh $(kind)
        transfer_executable = false
        should_transfer_files = no
        request_memory = 100MB
        log = events.log
        submit_event_user_notes = hdw:%s:t/$(kind)#1
        %s
        queue kind in (%s)
        """
            .formatted(TOKEN, late ? "max_materialize = 2" : "", String.join(" ", kinds)));
    String said =
        Engine.run(folder, "condor_submit", "-terse", "-batch-name", "nightly", "job.sub");
    cluster = said.substring(0, said.indexOf('.')).strip();
  }

  private static AttemptKey key(String kind) {
    return new AttemptKey(TOKEN, "t/" + kind, 1);
  }

  private boolean follow(int wanted, Class<? extends Happening> type) {
    try {
      happened.addAll(translator.translate(log.read()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return happened.stream().filter(type::isInstance).count() >= wanted;
  }

  private Happening.Ended end(String kind) {
    var ends =
        happened.stream()
            .filter(each -> each instanceof Happening.Ended && each.key().equals(key(kind)))
            .toList();
    assertEquals(1, ends.size(), happened.toString());
    return assertInstanceOf(Happening.Ended.class, ends.get(0));
  }

  @Test
  void every_job_that_ends_has_the_end_that_it_came_to() throws Exception {
    submit(false, "code", "signal", "memory");
    Engine.await(() -> follow(3, Happening.Ended.class), "three ends");
    assertEquals(OptionalInt.of(3), end("code").ending().exit());
    assertEquals(OptionalInt.of(139), end("signal").ending().exit());
    Happening.Ended memory = end("memory");
    assertEquals(Verdict.OUT_OF_MEMORY, memory.ending().verdict());
    assertTrue(memory.ending().memoryUsed().orElseThrow().mebibytes() >= 100);
    assertTrue(memory.lingers());
    assertEquals(Optional.of(cluster + ".2"), translator.id(key("memory")));
  }

  @Test
  void a_job_that_a_person_holds_releases_and_removes_is_told_step_by_step() throws Exception {
    submit(false, "wait");
    Engine.await(() -> follow(1, Happening.Began.class), "the start");
    Engine.run(folder, "condor_hold", "-reason", "let me look", cluster);
    Engine.await(() -> follow(1, Happening.Held.class), "the hold");
    Engine.run(folder, "condor_release", cluster);
    Engine.await(() -> follow(2, Happening.Began.class), "the second start");
    Engine.run(folder, "condor_rm", "-reason", "wall time is over", cluster);
    Engine.await(() -> follow(1, Happening.Ended.class), "the end");
    assertEquals(Verdict.REMOVED, end("wait").ending().verdict());
    assertTrue(end("wait").ending().said().startsWith("wall time is over"));
    assertEquals(Optional.empty(), translator.id(key("wait")));
  }

  @Test
  void jobs_that_come_bit_by_bit_have_their_own_notes() throws Exception {
    submit(true, "a", "b", "c", "d");
    Engine.await(() -> follow(4, Happening.Ended.class), "four ends");
    for (String kind : List.of("a", "b", "c", "d")) {
      assertEquals(OptionalInt.of(0), end(kind).ending().exit());
    }
    assertEquals(Set.of(Integer.valueOf(cluster)), translator.clusters(TOKEN));
  }
}
