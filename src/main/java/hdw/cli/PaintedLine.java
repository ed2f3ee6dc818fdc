package hdw.cli;

/** A line for a terminal, and how it looks. */
record PaintedLine(String text, Paint paint) {

  /** A line without colour. */
  static PaintedLine plain(String text) {
    return new PaintedLine(text, Paint.PLAIN);
  }

  /** What is printed. */
  String shown(boolean color) {
    return paint.on(text, color);
  }
}
