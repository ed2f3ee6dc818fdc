package hdw.forecast;

/**
 * A time that grows with the size of a job: what each job takes whatever it does, and what each
 * piece of its work adds.
 *
 * @param base milliseconds
 * @param perSize milliseconds for a size of 1
 */
record Line(double base, double perSize) {

  /**
   * The line that fits best, by least squares, neither part of it below 0.
   *
   * <p>Jobs of one size say nothing of what a job takes that does nothing: their time is then
   * proportional to the size. Without sizes there is but a base.
   */
  static Line through(double[] sizes, double[] times) {
    double meanSize = mean(sizes);
    double meanTime = mean(times);
    double spread = 0;
    double together = 0;
    for (int i = 0; i < sizes.length; i++) {
      spread += (sizes[i] - meanSize) * (sizes[i] - meanSize);
      together += (sizes[i] - meanSize) * (times[i] - meanTime);
    }
    if (meanSize == 0) {
      return new Line(meanTime, 0);
    }
    boolean alike = spread <= 1e-9 * meanSize * meanSize * sizes.length;
    double slope = alike ? meanTime / meanSize : Math.max(0, together / spread);
    double base = alike ? 0 : meanTime - slope * meanSize;
    return base < 0 ? new Line(0, meanTime / meanSize) : new Line(base, slope);
  }

  private static double mean(double[] numbers) {
    double sum = 0;
    for (double each : numbers) {
      sum += each;
    }
    return numbers.length == 0 ? 0 : sum / numbers.length;
  }

  /** The time of a job of this size. */
  double at(double size) {
    return base + perSize * size;
  }
}
