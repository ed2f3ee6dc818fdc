package hdw.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever comes over the wire: every question ends, rightly or with a reason.
 *
 * <p>{@code -Dhdw.fuzz.wire=300} asks more odd servers.
 */
final class WireFuzzTest {
  private final long before = clientThreads();

  private static final int ROUNDS = Integer.getInteger("hdw.fuzz.wire", 60);
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final byte[] PIECE = "sixteen bytes of".getBytes(StandardCharsets.US_ASCII);
  private static final int OPEN = 3010;
  private static final int READ = 3013;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private ServerSocket listening;

  /** One connection's worth of a server's side. */
  @FunctionalInterface
  private interface Side {
    void talk(DataInputStream in, DataOutputStream out) throws IOException;
  }

  @BeforeEach
  void listen() throws IOException {
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void end() throws IOException {
    listening.close();
    threads.shutdownNow();
  }

  private void serve(Side side) {
    threads.execute(
        () -> {
          try {
            while (true) {
              Socket socket = listening.accept();
              threads.execute(() -> talk(socket, side));
            }
          } catch (IOException closed) {
            // the test is over
          }
        });
  }

  private static void talk(Socket socket, Side side) {
    try (socket) {
      side.talk(
          new DataInputStream(socket.getInputStream()),
          new DataOutputStream(socket.getOutputStream()));
    } catch (IOException gone) {
      // the client has heard enough
    }
  }

  private static void reply(DataOutputStream out, int stream, int status, byte[] body)
      throws IOException {
    var whole = new ByteArrayOutputStream();
    var data = new DataOutputStream(whole);
    data.writeShort(stream);
    data.writeShort(status);
    data.writeInt(body.length);
    data.write(body);
    out.write(whole.toByteArray());
  }

  /** Greets as it should be, then answers as the dice fall. */
  private static void odd(DataInputStream in, DataOutputStream out, Random dice)
      throws IOException {
    in.readFully(new byte[20]);
    reply(out, 0, 0, new byte[8]);
    while (true) {
      int stream = in.readUnsignedShort();
      int code = in.readUnsignedShort();
      in.readFully(new byte[16]);
      in.readFully(new byte[in.readInt()]);
      boolean isGreeting = code != OPEN && code != READ;
      if (isGreeting || dice.nextInt(3) == 0) {
        reply(out, stream, 0, right(code));
      } else {
        nonsense(out, stream, right(code), dice);
      }
    }
  }

  private static byte[] right(int code) {
    if (code == READ) {
      return PIECE;
    }
    byte[] state = "abcd\0\0\0\0\0\0\0\0001 16 0 5\0".getBytes(StandardCharsets.US_ASCII);
    return code == OPEN ? state : new byte[16];
  }

  private static void nonsense(DataOutputStream out, int stream, byte[] right, Random dice)
      throws IOException {
    byte[] random = new byte[dice.nextInt(64)];
    dice.nextBytes(random);
    switch (dice.nextInt(8)) {
      case 0 -> out.write(random);
      case 1 -> reply(out, dice.nextInt(1 << 16), 0, right);
      case 2 -> reply(out, stream, 4000 + dice.nextInt(8), random);
      case 3 -> reply(out, stream, 0, random);
      case 4 -> { // longer than anybody asked for
        out.writeShort(stream);
        out.writeShort(0);
        out.writeInt(dice.nextBoolean() ? -1 : Integer.MAX_VALUE - dice.nextInt(1000));
      }
      case 5 -> { // cut in the middle
        out.writeShort(stream);
        out.writeShort(0);
        out.writeInt(right.length);
        out.write(right, 0, dice.nextInt(right.length));
        throw new IOException("enough");
      }
      case 6 -> { // in two parts, and once more than that
        reply(out, stream, XrootdAnswer.MORE_FOLLOWS, Arrays.copyOf(right, 5));
        reply(out, stream, 0, Arrays.copyOfRange(right, 5, right.length));
        reply(out, stream, 0, right);
      }
      default -> reply(out, stream, XrootdAnswer.ATTENTION, random);
    }
  }

  /** Opens and reads; whether that came to a right end. */
  private static boolean isRead(Remote remote, String url) throws Exception {
    try {
      RemoteFile file = remote.open(url).get(20, TimeUnit.SECONDS);
      byte[] piece = file.read(0, PIECE.length).get(20, TimeUnit.SECONDS);
      file.close();
      assertEquals(PIECE.length, piece.length);
      return Arrays.equals(PIECE, piece);
    } catch (ExecutionException failed) {
      assertTrue(failed.getCause() instanceof RemoteException, () -> failed.toString());
      return false;
    }
  }

  /** Threads of clients; other tests may have left some. */
  private static long clientThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(each -> each.getName().matches("xrootd.*|http|xrdfs"))
        .filter(Thread::isAlive)
        .count();
  }

  private void awaitNoThreads() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (clientThreads() > before && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    assertTrue(clientThreads() <= before, "threads are left");
  }

  @Test
  void whatever_an_xrootd_server_answers_every_question_ends() throws Exception {
    var seeds = new Random(20261123);
    serve((in, out) -> odd(in, out, new Random(seeds.nextLong())));
    int read = 0;
    for (int i = 0; i < ROUNDS; i++) {
      try (Remote remote = Remotes.remote(SHORT)) {
        read += isRead(remote, "root://127.0.0.1:" + listening.getLocalPort() + "//a") ? 1 : 0;
      }
    }
    assertTrue(read > 0 && read < ROUNDS, read + " were read"); // else nothing was tried
    awaitNoThreads();
  }

  @Test
  void one_client_outlives_all_of_that() throws Exception {
    var seeds = new Random(7);
    serve((in, out) -> odd(in, out, new Random(seeds.nextLong())));
    int read = 0;
    try (Remote remote = Remotes.remote(SHORT)) {
      for (int i = 0; i < ROUNDS; i++) {
        read += isRead(remote, "root://127.0.0.1:" + listening.getLocalPort() + "//a") ? 1 : 0;
      }
      assertTrue(clientThreads() <= before + 4, "threads have gathered");
    }
    assertTrue(read > 0 && read < ROUNDS, read + " were read");
    awaitNoThreads();
  }

  @Test
  void whatever_a_web_server_answers_every_question_ends() throws Exception {
    var seeds = new Random(20261124);
    serve(
        (in, out) -> {
          var dice = new Random(seeds.nextLong());
          while (true) {
            request(in);
            garbage(out, dice);
          }
        });
    int read = 0;
    try (Remote remote = Remotes.remote(SHORT)) {
      for (int i = 0; i < ROUNDS; i++) {
        read += isRead(remote, "http://127.0.0.1:" + listening.getLocalPort() + "/a") ? 1 : 0;
      }
    }
    assertTrue(read > 0 && read < ROUNDS, read + " were read");
    awaitNoThreads();
  }

  /** Reads up to the empty line. */
  private static void request(DataInputStream in) throws IOException {
    int last = 0;
    while (last != 0x0d0a0d0a) {
      last = last << 8 | in.readUnsignedByte();
    }
  }

  private static void garbage(DataOutputStream out, Random dice) throws IOException {
    byte[] random = new byte[1 + dice.nextInt(200)];
    dice.nextBytes(random);
    String head = "HTTP/1.1 206 Partial\r\n";
    String range = "Content-Range: bytes 0-15/16\r\n";
    switch (dice.nextInt(8)) {
      case 0 -> out.write(random);
      case 1 -> out.writeBytes("HTTP/1.1 " + dice.nextInt(1000) + " \r\nContent-Length: 0\r\n\r\n");
      case 2 -> out.writeBytes(head + range + "Content-Length: -7\r\n\r\n");
      case 3 -> {
        out.writeBytes(head + range + "Content-Length: 16\r\n\r\nhalf");
        throw new IOException("enough");
      }
      case 4 -> out.writeBytes(head + "Content-Range: bytes 0-15/9999999999999999999\r\n\r\n");
      case 5 -> out.writeBytes(head + range + "Transfer-Encoding: chunked\r\n\r\nzz\r\n");
      default -> {
        out.writeBytes(head + range + "Content-Length: 16\r\n\r\n");
        out.write(PIECE);
      }
    }
  }

  @Test
  void an_answer_that_comes_too_late_is_not_taken_for_another() throws Exception {
    serve(
        (in, out) -> {
          in.readFully(new byte[20]);
          reply(out, 0, 0, new byte[8]);
          int late = 0;
          while (true) {
            int stream = in.readUnsignedShort();
            int code = in.readUnsignedShort();
            in.readFully(new byte[16]);
            in.readFully(new byte[in.readInt()]);
            if (code == READ && late == 0) {
              late = stream;
              reply(out, 65_000, 0, new byte[1]); // alive, but slow
            } else if (code == READ) {
              reply(out, late, 0, new byte[PIECE.length]);
              reply(out, stream, 0, PIECE);
            } else {
              reply(out, stream, 0, right(code));
            }
          }
        });
    try (Remote remote = Remotes.remote(Duration.ofMillis(500))) {
      RemoteFile file =
          Remotes.got(remote.open("root://127.0.0.1:" + listening.getLocalPort() + "//a"));
      Remotes.failure(file.read(0, PIECE.length));
      assertArrayEquals(PIECE, Remotes.got(file.read(0, PIECE.length)));
    }
  }

  @Test
  void servers_that_send_each_other_the_question_are_left() {
    int port = listening.getLocalPort();
    serve(
        (in, out) -> {
          in.readFully(new byte[20]);
          reply(out, 0, 0, new byte[8]);
          while (true) {
            int stream = in.readUnsignedShort();
            int code = in.readUnsignedShort();
            in.readFully(new byte[16]);
            in.readFully(new byte[in.readInt()]);
            var body = new ByteArrayOutputStream();
            var data = new DataOutputStream(body);
            data.writeInt(port);
            data.writeBytes("127.0.0.1?again=1");
            reply(
                out,
                stream,
                code == OPEN ? XrootdAnswer.REDIRECT : 0,
                code == OPEN ? body.toByteArray() : right(code));
          }
        });
    try (Remote remote = Remotes.remote()) {
      assertEquals(
          "is sent from server to server without an end",
          Remotes.failure(remote.open("root://127.0.0.1:" + port + "//a")).getMessage());
    }
  }
}
