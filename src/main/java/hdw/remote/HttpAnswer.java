package hdw.remote;

import java.net.http.HttpHeaders;

/** An answer of a web server: its head, and as much of the body as was taken. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HttpAnswer(int status, HttpHeaders headers, byte[] body) {

  /** One whose body is not taken. */
  HttpAnswer(int status, HttpHeaders headers) {
    this(status, headers, new byte[0]);
  }
}
