package hdw.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeliveryTest {
  private static final JobLog LOG = JobLog.of("t", "t/A/x_1");

  @TempDir Path folder;
  private Path work;
  private Path arrived;
  private Delivery delivery;

  @BeforeEach
  void anAttemptHasCome() throws IOException {
    Path run = folder.resolve("run");
    work = Files.createDirectory(folder.resolve("work"));
    arrived = Files.createDirectories(run.resolve(LOG.stem(1) + Delivery.ENDING));
    delivery = new Delivery(run, work);
  }

  private void file(String place, String text) throws IOException {
    Path file = arrived.resolve(place);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void noted(String... lines) throws IOException {
    Files.write(arrived.resolve("manifest"), List.of(lines));
  }

  @Test
  void each_output_comes_to_its_place_and_nothing_stays_behind() throws IOException {
    file("s/0/a b.root", "data");
    file("s/1/d/sub/x", "x");
    file("metrics", "events 1\n");
    noted("s/0\t4", "s/1\t-");
    delivery.deliver(LOG, 1, List.of("new folder/a b.root", "d/"));
    assertEquals("data", Files.readString(work.resolve("new folder/a b.root")));
    assertEquals("x", Files.readString(work.resolve("d/sub/x")));
    assertEquals("events 1\n", Files.readString(folder.resolve("run/" + LOG.stem(1) + ".metrics")));
    assertFalse(Files.exists(arrived));
    delivery.deliver(LOG, 1, List.of("new folder/a b.root", "d/"));
    assertEquals("data", Files.readString(work.resolve("new folder/a b.root")));
  }

  @Test
  void a_delivery_that_broke_off_is_finished() throws IOException {
    Files.writeString(work.resolve("first"), "1");
    file("s/1/second", "22");
    noted("s/0\t1", "s/1\t2");
    delivery.deliver(LOG, 1, List.of("first", "second"));
    assertEquals("1", Files.readString(work.resolve("first")));
    assertEquals("22", Files.readString(work.resolve("second")));
  }

  @Test
  void what_is_torn_or_missing_spoils_no_accepted_output() throws IOException {
    Files.writeString(work.resolve("o"), "accepted");
    file("s/0/o", "ha");
    noted("s/0\t4");
    assertThrows(IOException.class, () -> delivery.deliver(LOG, 1, List.of("o")));
    Files.delete(arrived.resolve("s/0/o"));
    assertThrows(IOException.class, () -> delivery.deliver(LOG, 1, List.of("o")));
    assertEquals("accepted", Files.readString(work.resolve("o")));
  }

  @Test
  void leftovers_of_an_earlier_start_do_not_count() throws IOException {
    file("before/0/o", "torn");
    file("before/1/p", "torn");
    file("s/0/o", "whole");
    noted("s/0\t5");
    delivery.deliver(LOG, 1, List.of("o", "p"));
    assertEquals("whole", Files.readString(work.resolve("o")));
    assertFalse(Files.exists(work.resolve("p")));
  }

  @Test
  void a_folder_replaces_a_folder_and_never_a_file_a_folder() throws IOException {
    Files.createDirectories(work.resolve("d"));
    Files.writeString(work.resolve("d/old"), "");
    file("s/0/d/new", "");
    noted("s/0\t-");
    delivery.deliver(LOG, 1, List.of("d/"));
    assertFalse(Files.exists(work.resolve("d/old")));
    assertTrue(Files.exists(work.resolve("d/new")));
    Files.createDirectories(arrived);
    file("s/0/d", "");
    noted("s/0\t0");
    assertThrows(IOException.class, () -> delivery.deliver(LOG, 1, List.of("d")));
    assertTrue(Files.exists(work.resolve("d/new")));
    try (Stream<Path> all = Files.list(work)) {
      assertEquals(List.of(work.resolve("d")), all.toList());
    }
  }

  @Test
  void a_manifest_cannot_name_a_place_elsewhere() throws IOException {
    noted("../../0\t1");
    assertThrows(IOException.class, () -> delivery.deliver(LOG, 1, List.of("o")));
    noted("s/1\t1");
    assertThrows(IOException.class, () -> delivery.deliver(LOG, 1, List.of("o")));
  }
}
