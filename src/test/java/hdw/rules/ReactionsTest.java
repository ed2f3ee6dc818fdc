package hdw.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.compile.Compilation;
import hdw.compile.Compiler;
import hdw.executor.Plans;
import hdw.model.Reason;
import hdw.model.Resource;
import hdw.model.Value;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.rules.Cause.Sureness;
import hdw.units.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first reaction whose condition holds decides, within what queues and retries allow. */
final class ReactionsTest {
  private static final String SITE =
      """
      site pool {
        executor = htcondor
        queue short { time = 1 h   memory = 4 GB }
        queue small { time = 2 h   memory = 2 GB }
        queue long  { time = 1 d   memory = 8 GB }
        queue huge  { time = 1 d   memory = 64 GB }
      }
      """;

  @TempDir Path folder;
  private NodePlan node;
  private Reactions reactions;

  private ReactionsTest with(String... text) throws IOException {
    Path file =
        Files.writeString(folder.resolve("w.hdw"), "workflow w\n" + String.join("\n", text));
    Compilation compilation = Plans.compiler().compile(file, Compiler.Options.PLAIN);
    assertFalse(compilation.hasErrors(), Plans.report(compilation));
    Plan plan = compilation.plan().orElseThrow();
    node = plan.nodes().get(0);
    reactions = new Reactions(plan.workflow(), plan.catalog());
    return this;
  }

  private static Reactions.Failure failure(Reason reason, int attempt) {
    return failure(reason, attempt, false, attempt - 1);
  }

  private static Reactions.Failure failure(
      Reason reason, int attempt, boolean repeated, int reactions) {
    Evidence evidence = Attempts.of(7, "a zombie").used(3000, 4096, 60, 3600).evidence();
    var cause = new Cause(reason, Sureness.CERTAIN, List.of(), "a zombie", "0");
    return new Reactions.Failure(evidence, cause, attempt, repeated, reactions);
  }

  private Decision decide(Reactions.Failure failure, Request request) {
    return reactions.decide(failure, request, node.node(), node.bindings(0));
  }

  private String said(Reason reason, int attempt) {
    Decision decision = decide(failure(reason, attempt), node.request(0));
    return decision.text() + (decision.note().isEmpty() ? "" : " (" + decision.note() + ")");
  }

  @Test
  void the_first_rule_that_matches_decides_and_none_means_fail() throws IOException {
    with(
        "task t { run = \"true\" }",
        "rule a on failure { when reason == bad_input and attempt > 1  then skip }",
        "rule b on failure { when reason == bad_input  then retry after 5 min }",
        "rule c on failure { when reason == removed  then abort }");
    assertEquals("retry after 5 min", said(Reason.BAD_INPUT, 1));
    assertEquals("skip", said(Reason.BAD_INPUT, 2));
    assertEquals("abort", said(Reason.REMOVED, 1));
    assertEquals("fail (no rule matches unknown)", said(Reason.UNKNOWN, 1));
    assertTrue(decide(failure(Reason.UNKNOWN, 1), node.request(0)).rule().isEmpty());
  }

  @Test
  void a_rule_sees_the_job_its_request_and_the_failure() throws IOException {
    with(
        "task t { memory = 4 GB  run = \"true\" }",
        "let most = 8 GB",
        "rule a on failure {",
        "  when task == t and memory == 4 GB and cpus == 1 and exit == 7 and node == \"wn17\"",
        "      and memory_used < memory and time_used == 1 min and log matches \"zombie\"",
        "      and restarts == 0 and not repeated",
        "  then memory = most, avoid node",
        "}");
    assertEquals("memory = 8 GB, avoid node, retry", said(Reason.BAD_INPUT, 1));
  }

  @Test
  void a_rule_that_asks_what_nobody_knows_does_not_match() throws IOException {
    with(
        "task t { run = \"true\" }",
        "rule a on failure { when signal == 9 or reason == bad_input  then skip }",
        "rule b on failure { then time = time * 2, retry }",
        "rule c on failure { then retry after 1 s }");
    assertEquals("retry after 1 s", said(Reason.BAD_INPUT, 1));
  }

  @Test
  void repeated_tells_a_passing_failure_from_a_lasting_one() throws IOException {
    with(
        "task t { run = \"true\" }",
        "rule a on failure { when reason == bad_input and not repeated  then retry }");
    assertEquals("retry", said(Reason.BAD_INPUT, 2));
    assertEquals(
        Decision.Kind.FAIL, decide(failure(Reason.BAD_INPUT, 2, true, 1), node.request(0)).kind());
  }

  @Test
  void all_reactions_together_try_again_as_often_as_retries_says() throws IOException {
    with(
        "task t { retries = 2  run = \"true\" }",
        "rule a on failure { when reason == bad_input  then retry after 1 s }",
        "rule b on failure { when reason == unknown  then halve }",
        "rule c on failure { when reason == removed  then skip }");
    assertEquals("retry after 1 s", said(Reason.BAD_INPUT, 2));
    assertEquals("fail (2 retries are used up)", said(Reason.BAD_INPUT, 3));
    assertEquals("fail (2 retries are used up)", said(Reason.UNKNOWN, 3));
    assertEquals("skip", said(Reason.REMOVED, 3));
    // attempts that a person asked for are no reactions
    Decision decision = decide(failure(Reason.BAD_INPUT, 9, false, 1), node.request(0));
    assertEquals(Decision.Kind.RETRY, decision.kind());
  }

  @Test
  void retries_of_zero_try_nothing_again() throws IOException {
    with(
        "task t { retries = 0  run = \"true\" }",
        "rule a on failure { when reason == lost_node  then retry }");
    assertEquals("fail (`retries` is 0)", said(Reason.LOST_NODE, 1));
  }

  @Test
  void raised_values_are_steps_of_their_chains() throws IOException {
    with(
        "task t { memory = 2 GB  run = \"true\" }",
        "rule grow on failure { when reason == out_of_memory",
        "  then memory = min(memory * 2, 5 GB), retry }");
    Decision first = decide(failure(Reason.OUT_OF_MEMORY, 1), node.request(0));
    assertEquals(
        List.of(
            new Raised(
                Resource.MEMORY, new Value.Size(Memory.ofMebibytes(4096)), "rule grow, attempt 1")),
        first.raised());
    Request second = reactions.raise(node.request(0), node.node(), first.raised());
    Decision decision = decide(failure(Reason.OUT_OF_MEMORY, 2), second);
    Request third = reactions.raise(second, node.node(), decision.raised());
    assertEquals(
        List.of("built-in", "task t", "rule grow, attempt 1", "rule grow, attempt 2"),
        third.chain(Resource.MEMORY).stream().map(Origin::source).toList());
    assertEquals("5 GB", third.memory().toString());
    assertEquals(
        "fail: memory = 5 GB is all that the rule asks for",
        decide(failure(Reason.OUT_OF_MEMORY, 3), third).text()
            + ": "
            + decide(failure(Reason.OUT_OF_MEMORY, 3), third).note());
  }

  @Test
  void more_memory_finds_a_queue_again_where_nobody_named_one() throws IOException {
    with(
        SITE,
        "task t { memory = 4 GB  run = \"true\" }",
        "rule grow on failure { then memory = memory * 2, retry }");
    assertEquals("short 1 h", place(node.request(0)));
    Request second = raised(node.request(0), 1);
    assertEquals("long 1 d", place(second));
    Request third = raised(second, 2);
    assertEquals("huge 1 d", place(third));
    Request fourth = raised(raised(third, 3), 1);
    assertEquals("64 GB", fourth.memory().toString());
    Decision none = decide(failure(Reason.OUT_OF_MEMORY, 1), fourth);
    assertEquals("no queue of the site allows 128 GB", none.note());
    assertEquals(Decision.Kind.FAIL, none.kind());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            reactions.raise(
                fourth,
                node.node(),
                List.of(
                    new Raised(
                        Resource.MEMORY,
                        new Value.Size(Memory.ofMebibytes(1 << 20)),
                        "hdw retry"))));
  }

  private Request raised(Request request, int attempt) {
    Decision decision = decide(failure(Reason.OUT_OF_MEMORY, attempt), request);
    assertEquals(Decision.Kind.RETRY, decision.kind(), decision.note());
    return reactions.raise(request, node.node(), decision.raised());
  }

  private static String place(Request request) {
    return request.queue().map(each -> each.name()).orElse("none")
        + " "
        + request.time().map(Object::toString).orElse("none");
  }

  @Test
  void a_queue_that_somebody_named_is_kept_while_it_will_do() throws IOException {
    with(
        SITE,
        "task t { queue = long  memory = 2 GB  run = \"true\" }",
        "rule grow on failure { then memory = memory * 2, retry }");
    Request four = raised(node.request(0), 1);
    assertEquals("long 1 d", place(four));
    assertEquals("huge 1 d", place(raised(raised(four, 2), 3)));
  }

  @Test
  void the_next_queue_is_longer_and_allows_what_the_job_asks_for() throws IOException {
    with(
        SITE,
        "task t { queue = short  memory = 4 GB  run = \"true\" }",
        "rule longer on failure { then queue = next, retry }");
    Decision decision = decide(failure(Reason.OUT_OF_TIME, 1), node.request(0));
    assertEquals("queue = long, retry", decision.text());
    Request second = reactions.raise(node.request(0), node.node(), decision.raised());
    assertEquals("long 1 d", place(second));
    Decision last = decide(failure(Reason.OUT_OF_TIME, 2), second);
    assertEquals("fail", last.text());
    assertEquals("no queue of the site is longer than `long`", last.note());
  }

  @Test
  void the_next_queue_gives_all_its_time_to_a_job_that_had_asked_for_less() throws IOException {
    with(
        SITE,
        "task t { time = 10 min  run = \"true\" }",
        "rule longer on failure { then queue = next, retry }");
    assertEquals("queue = small, time = 2 h, retry", said(Reason.OUT_OF_TIME, 1));
  }

  @Test
  void a_job_of_dask_gets_no_more_than_a_worker_can_have() throws IOException {
    String site =
        """
        site s {
          executor = dask
          queue short { time = 1 h  memory = 4 GB }
          queue long  { time = 1 d  memory = 8 GB }
          cluster { executor = slurm %s }
        }
        """;
    String task = "task t { memory = 3 GB  time = 40 min  run = \"true\" }";
    String grow = "rule grow on failure { then memory = memory * 2, retry }";
    with(site.formatted(""), task, grow);
    Request second = raised(node.request(0), 1);
    assertEquals("6 GB", second.memory().toString());
    assertEquals(
        "no queue of the site allows 12 GB, where workers wait",
        decide(failure(Reason.OUT_OF_MEMORY, 2), second).note());
    with(site.formatted("queue = short"), task, grow);
    assertEquals(
        "fail (6 GB is above the limit of queue `short`, where workers wait)",
        said(Reason.OUT_OF_MEMORY, 1));
    with(
        site.formatted("lifetime = 1 h"),
        task,
        "rule longer on failure { then time = time * 2, retry }");
    assertEquals(
        "fail (it asks for 1 h 20 min, and a worker lives 1 h)", said(Reason.OUT_OF_TIME, 1));
    with(site.formatted(""), task, "rule longer on failure { then queue = next, retry }");
    assertEquals(
        "fail (the workers of Dask have one queue for all jobs)", said(Reason.OUT_OF_TIME, 1));
  }

  @Test
  void there_is_no_next_queue_on_this_machine() throws IOException {
    with("task t { run = \"true\" }", "rule longer on failure { then queue = next, retry }");
    assertEquals("fail (there is no next queue on this machine)", said(Reason.OUT_OF_TIME, 1));
  }

  @Test
  void a_named_queue_that_does_not_allow_the_rest_is_a_failure_in_words() throws IOException {
    with(
        SITE,
        "task t { queue = long  memory = 8 GB  run = \"true\" }",
        "rule more on failure { then queue = short, retry }");
    assertEquals("fail (8 GB is above the limit of queue `short`)", said(Reason.UNKNOWN, 1));
  }

  @Test
  void the_rules_before_the_one_that_decides_say_why_they_did_not() throws IOException {
    with(
        "task t { run = \"true\" }",
        "rule a on failure { when reason == bad_input and attempt > 2  then skip }",
        "rule b on failure { when signal == 9  then skip }",
        "rule c on failure { then retry after 1 s }",
        "rule d on failure { then fail }");
    List<String> trials =
        reactions
            .trials(failure(Reason.BAD_INPUT, 1), node.request(0), node.node(), node.bindings(0))
            .stream()
            .map(each -> each.rule().name() + ": " + each.why().orElse("decides"))
            .toList();
    assertEquals(
        List.of("a: not `attempt > 2`: attempt is 1", "b: `signal` is not known", "c: decides"),
        trials);
  }
}
