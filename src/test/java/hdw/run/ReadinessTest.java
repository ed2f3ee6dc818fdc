package hdw.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Plans;
import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which jobs can start when others have ended. */
final class ReadinessTest {
  private static final String WORKFLOW =
      """
      workflow w
      sample A { files = ["root://h//a0", "root://h//a1", "root://h//a2"] }
      task select for each sample { split = 1 file  output = "s{{chunk}}"  run = "true" }
      task count for each sample { input = each select  output = "c{{chunk}}"  run = "true" }
      task tree { input = count by 2  output = "t"  run = "true" }
      task all { input = [select, count]  output = "a"  run = "true" }
      task last { input = tree  after = all  run = "true" }
      """;

  @TempDir Path folder;
  private Plan plan;
  private Readiness readiness;

  @BeforeEach
  void nothing_has_ended() {
    plan = Plans.of(folder, WORKFLOW);
    readiness = new Readiness(plan);
  }

  private NodePlan node(String task) {
    return plan.nodes().stream()
        .filter(each -> each.node().task().name().equals(task))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(List<JobRef> jobs) {
    return jobs.stream().map(each -> each.node().node().task().name() + each.job()).toList();
  }

  private List<String> ended(String task, int job) {
    return names(readiness.ended(node(task), job));
  }

  @Test
  void at_first_only_what_takes_from_no_job_is_ready() {
    var ready = new ArrayList<String>();
    for (NodePlan node : plan.nodes()) {
      for (int i = 0; i < node.size(); i++) {
        if (readiness.isReady(node, i)) {
          ready.add(node.node().task().name() + i);
        }
      }
    }
    assertEquals(List.of("select0", "select1", "select2"), ready);
  }

  @Test
  void a_job_with_each_starts_when_its_own_input_is_there() {
    assertEquals(List.of("count1"), ended("select", 1));
  }

  @Test
  void a_gather_waits_for_all_jobs_of_all_its_inputs() {
    for (int i = 0; i < 3; i++) {
      ended("select", i);
    }
    ended("count", 2);
    ended("count", 0);
    assertFalse(readiness.isReady(node("all"), 0));
    ended("count", 1);
    assertTrue(readiness.isReady(node("all"), 0));
  }

  @Test
  void a_tree_goes_up_as_its_parts_are_there() {
    for (int i = 0; i < 3; i++) {
      ended("select", i);
    }
    assertEquals(List.of("tree1"), ended("count", 2));
    assertEquals(List.of(), ended("count", 0));
    assertEquals(List.of("tree0", "all0"), ended("count", 1));
    assertEquals(List.of(), ended("tree", 1));
    assertEquals(List.of("tree2"), ended("tree", 0));
  }

  @Test
  void after_waits_without_taking_anything() {
    for (int i = 0; i < 3; i++) {
      ended("select", i);
      ended("count", i);
    }
    ended("tree", 0);
    ended("tree", 1);
    assertEquals(List.of(), ended("tree", 2));
    assertEquals(List.of("last0"), ended("all", 0));
  }

  @Test
  void those_who_wait_for_a_job_are_known() {
    assertEquals(List.of("count0", "all0"), names(readiness.waitingFor(node("select"), 0)));
    assertEquals(List.of("tree1", "all0"), names(readiness.waitingFor(node("count"), 2)));
  }
}
