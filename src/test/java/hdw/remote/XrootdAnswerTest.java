package hdw.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.remote.RemoteException.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Numbers of errors as XProtocol.hh of XRootD 5 has them. */
final class XrootdAnswerTest {
  @Test
  void an_error_is_of_the_kind_that_its_number_says() {
    assertEquals(Kind.NOT_FOUND, error(3011, "no such file").kind());
    assertEquals(Kind.REFUSED, error(3010, "permission denied").kind());
    assertEquals(Kind.REFUSED, error(3028, "TLS is required").kind());
    assertEquals(Kind.REFUSED, error(3030, "authentication failed").kind());
  }

  @Test
  void a_time_out_on_the_server_does_not_ask_who_asks() {
    assertEquals(Kind.BROKEN, error(3034, "timed out").kind());
  }

  @Test
  void an_error_carries_what_the_server_says_or_else_its_number() {
    assertTrue(error(3007, "disk is gone").getMessage().endsWith(": disk is gone"));
    assertTrue(error(3007, "").getMessage().endsWith(" (error 3007)"));
  }

  private static RemoteException error(int number, String text) {
    byte[] words = (text + "\0").getBytes(StandardCharsets.UTF_8);
    byte[] body = ByteBuffer.allocate(4 + words.length).putInt(number).put(words).array();
    return new XrootdAnswer(XrootdAnswer.ERROR, body).error();
  }
}
