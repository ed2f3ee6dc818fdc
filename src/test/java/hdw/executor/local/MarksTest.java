package hdw.executor.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What jobs noted is read, however the file was damaged; and what Linux says of processes. */
final class MarksTest {
  @TempDir Path folder;

  private Marks read(String text) throws Exception {
    return Marks.read(Files.writeString(folder.resolve("marks"), text));
  }

  @Test
  void the_end_of_an_attempt_is_what_it_noted() throws Exception {
    var marks = read("begin\ta/b\t1\t77\nend\ta/b\t1\t0\nbegin\ta/b\t2\t78\nend\ta/b\t2\t143\n");
    assertEquals(OptionalInt.of(0), marks.exit("a/b", 1));
    assertEquals(OptionalInt.of(143), marks.exit("a/b", 2));
    assertEquals(OptionalInt.empty(), marks.exit("a/b", 3));
    assertEquals(OptionalInt.empty(), marks.exit("a", 1));
  }

  @Test
  void a_damaged_line_hides_no_other_and_half_a_line_is_none() throws Exception {
    var marks =
        read(
            "end\ta/0\tend\ta/1\t1\t4\n\0\0\u00ff\n\nend\ta/2\t1\tx\nend\ta/3\t1\t1234567\nend\ta/4\t1\t1");
    assertEquals(OptionalInt.of(4), marks.exit("a/1", 1));
    for (String each : new String[] {"a/0", "a/2", "a/3", "a/4"}) {
      assertEquals(OptionalInt.empty(), marks.exit(each, 1), each);
    }
  }

  @Test
  void a_file_that_was_never_written_holds_nothing() throws Exception {
    assertEquals(OptionalInt.empty(), Marks.read(folder.resolve("none")).exit("a", 1));
  }

  @Test
  void a_program_may_be_called_anything() {
    String line = "7 (a) Z 1 (b) S 5 7 7 0 -1 4 1 1 0 0 1 1 0 0 20 0 1 0 4242 1 1 1";
    assertEquals(Optional.of(new Proc.Stat(7, 'S', 5, 4242)), Proc.stat(7, line));
    assertEquals(Optional.empty(), Proc.stat(7, "7 (half"));
  }

  @Test
  void a_process_is_told_from_a_later_one_with_its_number() {
    long self = ProcessHandle.current().pid();
    long start = Processes.startTime(self).orElseThrow();
    assertTrue(Processes.isAlive(self, start));
    assertFalse(Processes.isAlive(self, start + 1));
    assertFalse(Processes.terminate(self));
  }

  @Test
  void a_token_is_found_in_an_environment() {
    byte[] environ =
        "A=HDW_TOKEN=x\0HDW_TOKENS=y\0HDW_TOKEN=r:1:a/b:3\0Z=\0".getBytes(StandardCharsets.UTF_8);
    assertEquals(Optional.of("r:1:a/b:3"), Token.in(environ));
    assertEquals(Optional.of(new Token("r:1", "a/b", 3)), Token.parse("r:1:a/b:3"));
    assertEquals(Optional.empty(), Token.in("HDW_TOKE".getBytes(StandardCharsets.UTF_8)));
    assertEquals(Optional.empty(), Token.parse("nothing"));
    assertEquals(Optional.empty(), Token.parse("a:b:c"));
  }
}
