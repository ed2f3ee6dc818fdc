/**
 * A run before it is one: how long a plan takes and what it costs, from what was measured or stated
 * of its jobs.
 *
 * <p>{@link hdw.forecast.Forecaster} plays the plan several times, with failures and the workflow's
 * own rules. It starts nothing, reads no clock and draws every number from a seed, so that the same
 * figures give the same forecast. Uses {@code insight}, {@code rules}, {@code plan} and below.
 */
package hdw.forecast;
