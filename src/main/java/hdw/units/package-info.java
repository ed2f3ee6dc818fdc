/**
 * Amounts with their units: {@link hdw.units.Memory}, {@link hdw.units.WallTime}, {@link
 * hdw.units.Count} and {@link hdw.units.Share}.
 *
 * <p>A bare number is never a memory or a time anywhere above this package. Uses nothing.
 */
package hdw.units;
