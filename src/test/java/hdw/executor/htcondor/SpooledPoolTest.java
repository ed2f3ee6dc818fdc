package hdw.executor.htcondor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.AttemptKey;
import hdw.executor.Happening;
import hdw.executor.Program.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers of a schedd with a spool that the pool of the tests cannot be brought to give. */
final class SpooledPoolTest {
  private static final String NO_JOBS = "[\n]\n";

  @TempDir Path folder;

  private final List<String> asked = new ArrayList<>();
  private final List<String> unfetched = new ArrayList<>();
  private String queue = "";
  private String history = NO_JOBS;
  private int exit;

  private final Polled polled =
      new Polled(new Schedd(Path.of("/"), "abc", (at, command, longest) -> answer(command)));

  private Answer answer(List<String> command) {
    asked.add(String.join(" ", command));
    return switch (command.get(0)) {
      case "condor_q" -> new Answer(exit, queue, exit == 0 ? "" : "it is away");
      case "condor_history" -> new Answer(0, history, "");
      case "condor_transfer_data" -> {
        String constraint = command.get(2);
        boolean all = unfetched.stream().noneMatch(each -> constraint.contains(each));
        yield new Answer(all ? 0 : 1, "Fetching data files...\n", all ? "" : "ERROR: no such file");
      }
      default -> new Answer(0, "", "");
    };
  }

  private static AttemptKey key(int number) {
    return new AttemptKey("abc.1", "t/A~" + number, 1);
  }

  private static String job(int number, int status, String more) {
    return """
        {"ClusterId": 7, "ProcId": NUMBER, "JobStatus": STATUS, "HdwToken": "abc.1",
         "HdwJob": "t/A~NUMBER", "HdwAttempt": 1, "RemoteHost": "slot1_1@h.cern.ch",
         "JobCurrentStartDate": 100 MORE}
        """
        .replace("NUMBER", Integer.toString(number))
        .replace("STATUS", Integer.toString(status))
        .replace("MORE", more.isEmpty() ? "" : ", " + more);
  }

  private void queue(String... jobs) {
    queue = Stream.of(jobs).collect(Collectors.joining(",\n", "[\n", "]\n"));
  }

  private List<Happening> look() throws IOException {
    var unused = polled.look(List.of());
    return polled.news();
  }

  private static String kinds(List<Happening> news) {
    return news.stream()
        .map(each -> each.getClass().getSimpleName())
        .collect(Collectors.joining(" "));
  }

  @Test
  void what_differs_from_the_last_answer_is_what_happened() throws Exception {
    queue(job(1, 1, ""));
    assertEquals(List.of(new Happening.Queued(key(1), "7.1")), look());
    assertEquals(List.of(), look());
    queue(job(1, 2, ""));
    assertEquals(
        List.of(new Happening.Began(key(1), "h.cern.ch", 0, Instant.ofEpochSecond(100))), look());
    queue(job(1, 1, ""));
    assertEquals("Requeued", kinds(look()));
    queue(job(1, 5, "\"HoldReasonCode\": 1, \"HoldReason\": \"let me look\""));
    assertEquals(List.of(new Happening.Held(key(1), "let me look")), look());
    queue(job(1, 4, "\"ExitCode\": 3"));
    List<Happening> end = look();
    assertEquals("Began Ended", kinds(end));
    assertEquals(3, ((Happening.Ended) end.get(1)).ending().exit().getAsInt());
    assertTrue(((Happening.Ended) end.get(1)).lingers());
    assertEquals(List.of(), look());
  }

  @Test
  void a_job_whose_files_are_on_their_way_is_not_held() throws Exception {
    long now = Instant.now().getEpochSecond();
    queue(job(1, 5, "\"HoldReasonCode\": 16, \"EnteredCurrentStatus\": " + now));
    assertEquals(List.of(new Happening.Queued(key(1), "7.1")), look());
  }

  @Test
  void a_job_whose_files_never_come_is_removed_unless_its_submission_goes_on() throws Exception {
    queue(job(1, 5, "\"HoldReasonCode\": 16, \"EnteredCurrentStatus\": 1000"));
    polled.begin("abc.1");
    assertEquals("Queued", kinds(look()));
    polled.end("abc.1");
    assertEquals(List.of(new Happening.Vanished(key(1))), look());
    assertTrue(
        asked.stream().anyMatch(each -> each.matches("condor_rm .* 7\\.1")), () -> "" + asked);
  }

  @Test
  void an_end_is_told_when_the_logs_are_there_and_others_do_not_wait_for_long() throws Exception {
    queue(job(1, 4, "\"ExitCode\": 0"), job(2, 4, "\"ExitCode\": 0"));
    unfetched.add("7.2");
    assertEquals("Queued Began Queued Began", kinds(look()));
    assertEquals("Ended", kinds(look()));
    assertEquals("Ended", polled.last(key(1)).get().getClass().getSimpleName());
    assertTrue(polled.look(List.of()), "it is tried again soon");
    assertEquals(List.of(), polled.news());
    assertEquals("Ended", kinds(look()));
    assertFalse(polled.isWorthAsking());
  }

  @Test
  void what_somebody_removed_is_found_in_the_history_with_its_exit_code_if_it_had_ended()
      throws Exception {
    queue(job(1, 2, ""), job(2, 2, ""));
    assertEquals("Queued Began Queued Began", kinds(look()));
    queue(job(1, 3, ""));
    assertEquals("", kinds(look()));
    history =
        "[\n"
            + job(1, 3, "\"RemoveReason\": \"via condor_rm (by user ann)\"")
            + ",\n"
            + job(2, 3, "\"CompletionDate\": 200, \"ExitCode\": 4")
            + "]\n";
    List<Happening> ends = look();
    assertEquals("Ended Ended", kinds(ends));
    assertEquals("via condor_rm (by user ann)", ((Happening.Ended) ends.get(0)).ending().said());
    assertEquals(4, ((Happening.Ended) ends.get(1)).ending().exit().getAsInt());
  }

  @Test
  void only_what_is_neither_in_the_queue_nor_in_the_history_has_vanished() throws Exception {
    var pool = new SpooledPool(folder, "abc", (at, command, longest) -> answer(command));
    queue(job(1, 1, ""));
    history = "[\n" + job(2, 4, "\"ExitCode\": 0") + "]\n";
    assertEquals("Queued Ended Vanished", kinds(pool.whereabouts(List.of(key(1), key(2), key(3)))));
  }

  @Test
  void a_schedd_that_does_not_answer_changes_nothing() throws Exception {
    queue(job(1, 2, ""));
    assertEquals("Queued Began", kinds(look()));
    exit = 1;
    assertThrows(IOException.class, this::look);
    assertEquals("Began", polled.last(key(1)).get().getClass().getSimpleName());
  }
}
