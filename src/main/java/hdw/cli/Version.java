package hdw.cli;

/** Which hdw this is, and what it runs on. */
final class Version {
  /** The number of this version; a test holds it against the build's. */
  static final String NUMBER = "0.1.0";

  private Version() {}

  static String text() {
    return "hdw " + NUMBER + " (Java " + System.getProperty("java.version") + ")";
  }
}
