package hdw.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees of gathers. */
final class TreeTest {

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "20, 1", "21, 3", "400, 21", "401, 24", "8000, 421", "8001, 425"})
  void a_tree_of_width_twenty_has_no_job_too_many(int inputs, int jobs) {
    assertEquals(jobs, Tree.of(inputs, 20).size());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 19, 20, 21, 39, 40, 41, 399, 400, 401, 1000})
  void every_input_and_every_job_below_the_top_is_taken_once_and_in_order(int inputs) {
    for (int width : List.of(2, 3, 20)) {
      Tree tree = Tree.of(inputs, width);
      var takenInputs = new ArrayList<Integer>();
      var takenJobs = new ArrayList<Integer>();
      for (int job = 0; job < tree.size(); job++) {
        assertTrue(tree.to(job) - tree.from(job) <= width, "too many for one job");
        assertTrue(tree.to(job) > tree.from(job), "a job with nothing to do");
        IntStream.range(tree.from(job), tree.to(job))
            .forEach((tree.level(job) == 1 ? takenInputs : takenJobs)::add);
      }
      assertEquals(IntStream.range(0, inputs).boxed().toList(), takenInputs);
      assertEquals(IntStream.range(0, tree.size() - 1).boxed().toList(), takenJobs);
    }
  }

  @Test
  void only_the_last_job_is_the_top() {
    Tree tree = Tree.of(401, 20);
    assertEquals(List.of(23), IntStream.range(0, 24).filter(tree::isTop).boxed().toList());
    assertEquals(3, tree.level(23));
  }
}
