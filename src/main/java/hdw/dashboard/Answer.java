package hdw.dashboard;

/**
 * What is answered to a request.
 *
 * @param status of HTTP
 * @param type of the body, such as {@code application/json}
 * @param text the body, which is sent in UTF-8
 */
record Answer(int status, String type, String text) {

  /** A JSON document. */
  static Answer json(String text) {
    return new Answer(200, "application/json; charset=utf-8", text);
  }

  /** Words for a person. */
  static Answer words(int status, String text) {
    return new Answer(status, "text/plain; charset=utf-8", text + "\n");
  }
}
