package hdw.dashboard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret that opens the page: made anew for every server, kept in memory only. */
public final class Token {
  private static final int BYTES = 24;
  private static final int LETTERS_OF_NAME = 8;

  private final String text;

  private Token(String text) {
    this.text = text;
  }

  /** A new one of 192 random bits. */
  public static Token random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /**
   * Whether somebody said just this; how long the answer takes does not tell how much was right.
   */
  boolean is(String said) {
    return MessageDigest.isEqual(
        text.getBytes(StandardCharsets.UTF_8), said.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The name of the cookie that holds it. Browsers tell no ports apart, so that two pages on one
   * host need two names; the name tells nothing of the secret.
   */
  String cookie() {
    return "hdw-" + Content.fingerprint(text).substring(0, LETTERS_OF_NAME);
  }

  /** As it stands in an address. */
  public String text() {
    return text;
  }

  /** Not the secret: what is printed by accident gives nothing away. */
  @Override
  public String toString() {
    return "a token";
  }
}
