package hdw.remote;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What is asked of an XRootD server: a code, 16 bytes of parameters, and a text.
 *
 * <p>Codes and layouts: the XRootD client-server protocol, version 5 (xrootd.org/doc/dev56).
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record XrootdRequest(int code, byte[] parameters, byte[] text) {
  private static final int CLOSE = 3003;
  private static final int LIST = 3004;
  private static final int PROTOCOL = 3006;
  private static final int LOGIN = 3007;
  private static final int OPEN = 3010;
  private static final int READ = 3013;

  private static final int PARAMETERS = 16;
  private static final int HEADER = 24;

  /** Open for reading, and answer with size and time of the file (kXR_retstat). */
  private static final int READ_WITH_STAT = 0x0010 | 0x0400;

  /** List with size and kind of each entry (kXR_dstat). */
  private static final byte WITH_STAT = 2;

  /** A client of protocol 3.1.0: such a one is never asked to go on with TLS. */
  private static final int CLIENT_VERSION = 0x310;

  /** The twenty bytes that begin a connection. */
  static byte[] handshake() {
    return ByteBuffer.allocate(20).putInt(0).putInt(0).putInt(0).putInt(4).putInt(2012).array();
  }

  static XrootdRequest protocol() {
    return of(PROTOCOL, buffer().putInt(CLIENT_VERSION), "");
  }

  /** Says who asks: nobody in particular. */
  static XrootdRequest login() {
    byte[] name = Arrays.copyOf("hdw".getBytes(StandardCharsets.US_ASCII), 8);
    byte version = 4;
    return of(
        LOGIN,
        buffer()
            .putInt((int) ProcessHandle.current().pid())
            .put(name)
            .putShort((short) 0)
            .put(version),
        "");
  }

  static XrootdRequest open(String path) {
    return of(OPEN, buffer().putShort((short) 0).putShort((short) READ_WITH_STAT), path);
  }

  static XrootdRequest read(byte[] handle, long offset, int length) {
    return of(READ, buffer().put(handle).putLong(offset).putInt(length), "");
  }

  static XrootdRequest close(byte[] handle) {
    return of(CLOSE, buffer().put(handle), "");
  }

  static XrootdRequest list(String folder) {
    return of(LIST, buffer().put(PARAMETERS - 1, WITH_STAT), folder);
  }

  private static ByteBuffer buffer() {
    return ByteBuffer.allocate(PARAMETERS);
  }

  private static XrootdRequest of(int code, ByteBuffer parameters, String text) {
    byte[] all = new byte[PARAMETERS];
    parameters.rewind().get(all);
    return new XrootdRequest(code, all, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The bytes that are sent for it. */
  ByteBuffer bytes(int stream) {
    return ByteBuffer.allocate(HEADER + text.length)
        .putShort((short) stream)
        .putShort((short) code)
        .put(parameters)
        .putInt(text.length)
        .put(text)
        .flip();
  }
}
