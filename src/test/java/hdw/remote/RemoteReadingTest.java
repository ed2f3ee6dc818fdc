package hdw.remote;

import static hdw.remote.Remotes.failure;
import static hdw.remote.Remotes.got;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import hdw.remote.RemoteException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from a real server is what stands in its files, by both protocols. */
final class RemoteReadingTest {
  private static final long SEED = 20261123;
  private static final List<XrootdServer> SERVERS = new ArrayList<>();

  private final Remote remote = Remotes.remote();

  @BeforeAll
  static void start() throws IOException {
    SERVERS.add(XrootdServer.start());
  }

  @AfterAll
  static void end() throws IOException {
    for (XrootdServer each : SERVERS) {
      each.close();
    }
  }

  @AfterEach
  void closed() {
    remote.close();
  }

  private static XrootdServer server() {
    return SERVERS.get(0);
  }

  private static byte[] written(String name, int size) throws IOException {
    byte[] bytes = new byte[size];
    new Random(SEED + size).nextBytes(bytes);
    Path file = server().data().resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    return bytes;
  }

  private CompletableFuture<RemoteFile> opened(String protocol, String name) {
    return remote.open(server().url(protocol, name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "http"})
  void an_open_file_knows_its_size_and_its_time(String protocol) throws Exception {
    written("timed", 12_345);
    Files.setLastModifiedTime(
        server().data().resolve("timed"), FileTime.fromMillis(1_700_000_001_000L));
    try (RemoteFile file = got(opened(protocol, "timed"))) {
      assertEquals(12_345, file.size());
      // XrdHttp does not tell it with a piece
      assertEquals(protocol.equals("root") ? 1_700_000_001_000L : -1, file.modified());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "http"})
  void any_piece_is_the_same_as_in_the_file(String protocol) throws Exception {
    byte[] bytes = written("pieces", 3_000_017);
    var random = new Random(SEED);
    try (RemoteFile file = got(opened(protocol, "pieces"))) {
      for (int i = 0; i < 200; i++) {
        int offset = random.nextInt(bytes.length);
        int length = random.nextInt(Math.min(bytes.length - offset, 1 << random.nextInt(22)) + 1);
        assertArrayEquals(
            Arrays.copyOfRange(bytes, offset, offset + length),
            got(file.read(offset, length)),
            offset + " " + length);
      }
      assertArrayEquals(bytes, got(file.read(0, bytes.length)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "http"})
  void names_may_be_as_odd_as_people_make_them(String protocol) throws Exception {
    for (String name :
        List.of("a b.root", "a#1.root", "50%.root", "%41.root", "a&b=c.root", "Größe μμ.root")) {
      byte[] bytes = written("odd names/" + name, 6000);
      try (RemoteFile file = got(opened(protocol, "odd names/" + name))) {
        assertArrayEquals(bytes, got(file.read(0, 6000)), name);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "http"})
  void a_missing_file_is_not_found(String protocol) {
    assertEquals(Kind.NOT_FOUND, failure(opened(protocol, "nothing.root")).kind());
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "http"})
  void a_small_file_is_read_to_its_end(String protocol) throws Exception {
    for (int size : List.of(1, 100, 4095, 4096, 4097)) {
      byte[] bytes = written("small/" + size, size);
      try (RemoteFile file = got(opened(protocol, "small/" + size))) {
        assertEquals(size, file.size());
        assertArrayEquals(bytes, got(file.read(0, size)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "http"})
  void an_empty_file_has_no_bytes(String protocol) throws Exception {
    written("empty", 0);
    try (RemoteFile file = got(opened(protocol, "empty"))) {
      assertEquals(0, file.size());
      assertEquals(0, got(file.read(0, 0)).length);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "http"})
  void a_file_may_be_larger_than_four_gibibytes(String protocol) throws Exception {
    byte[] mark = "the end".getBytes(StandardCharsets.US_ASCII);
    long start = (5L << 30) + 3;
    Path large = server().data().resolve("large");
    try (FileChannel channel =
        FileChannel.open(large, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      assertEquals(mark.length, channel.write(ByteBuffer.wrap(mark), start));
    }
    try (RemoteFile file = got(opened(protocol, "large"))) {
      assertEquals(start + mark.length, file.size());
      assertArrayEquals(mark, got(file.read(start, mark.length)));
    } finally {
      Files.delete(large);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "http"})
  void two_hundred_files_are_open_at_once(String protocol) throws Exception {
    var bytes = new ArrayList<byte[]>();
    var files = new ArrayList<CompletableFuture<RemoteFile>>();
    for (int i = 0; i < 200; i++) {
      bytes.add(written("many/" + i, 20_000 + i));
      files.add(opened(protocol, "many/" + i));
    }
    for (int i = 0; i < 200; i++) {
      RemoteFile file = got(files.get(i));
      assertEquals(20_000 + i, file.size());
      assertArrayEquals(
          Arrays.copyOfRange(bytes.get(i), 10_000, 20_000 + i), got(file.read(10_000, 10_000 + i)));
    }
    for (CompletableFuture<RemoteFile> each : files) {
      got(each).close();
    }
  }

  @Test
  void a_folder_is_listed_with_its_folders_marked() throws Exception {
    written("list/b c.root", 1);
    written("list/a.root", 1);
    written("list/deep/z.root", 1);
    assertEquals(
        List.of("a.root", "b c.root", "deep/"), got(remote.list(server().url("root", "list"))));
    assertEquals(
        Kind.NOT_FOUND, failure(remote.list(server().url("root", "no such folder"))).kind());
  }

  @Test
  void a_redirecting_server_is_followed() throws Exception {
    byte[] bytes = written("there/a.root", 9000);
    try (XrootdServer front = XrootdServer.start("xrootd.redirect " + server().address() + " /")) {
      RemoteFile file = got(remote.open(front.url("root", "there/a.root")));
      assertArrayEquals(bytes, got(file.read(0, 9000)));
    }
  }

  @Test
  void a_server_that_was_started_anew_is_connected_to_anew() throws Exception {
    String url;
    try (XrootdServer first = XrootdServer.start()) {
      Files.write(first.data().resolve("a"), new byte[10]);
      url = first.url("root", "a");
      assertEquals(10, got(remote.open(url)).size());
    }
    assertEquals(Kind.UNREACHABLE, failure(remote.open(url)).kind());
    assertEquals(Kind.UNREACHABLE, failure(remote.open(url)).kind());
    written("still", 11);
    assertEquals(11, got(opened("root", "still")).size());
  }
}
