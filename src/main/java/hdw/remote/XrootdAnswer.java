package hdw.remote;

import hdw.remote.RemoteException.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A whole answer of an XRootD server: a status, and the bytes of all its parts. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record XrootdAnswer(int status, byte[] body) {
  static final int OK = 0;
  static final int MORE_FOLLOWS = 4000;
  static final int ATTENTION = 4001;
  static final int AUTHENTICATE = 4002;
  static final int ERROR = 4003;
  static final int REDIRECT = 4004;
  static final int WAIT = 4005;
  static final int WAIT_FOR_ANSWER = 4006;

  private static final int NOT_AUTHORIZED = 3010;
  private static final int NOT_FOUND = 3011;
  private static final int TLS_REQUIRED = 3028;
  private static final int AUTH_FAILED = 3030;

  /** The number in front of the body; 0 where there is none. */
  int number() {
    return body.length < Integer.BYTES ? 0 : ByteBuffer.wrap(body).getInt();
  }

  /** The text behind that number, up to a zero. */
  String text() {
    return text(Integer.BYTES);
  }

  /** The text from there on, up to a zero. */
  String text(int from) {
    int end = Math.min(from, body.length);
    int start = end;
    while (end < body.length && body[end] != 0) {
      end++;
    }
    return new String(body, start, end - start, StandardCharsets.UTF_8);
  }

  /** What an error says, in our words with the server's behind them. */
  RemoteException error() {
    String said = text().strip();
    String words = said.isEmpty() ? " (error " + number() + ")" : ": " + said;
    return switch (number()) {
      case NOT_FOUND -> new RemoteException(Kind.NOT_FOUND, "is not on the server" + words);
      case NOT_AUTHORIZED, AUTH_FAILED, TLS_REQUIRED ->
          new RemoteException(Kind.REFUSED, "may not be read without showing who asks" + words);
      default -> new RemoteException(Kind.BROKEN, "was refused by its server" + words);
    };
  }
}
