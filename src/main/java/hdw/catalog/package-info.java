/**
 * Samples as they are: {@link hdw.catalog.CatalogReader} evaluates params and looks up the files of
 * every sample; {@link hdw.catalog.Surroundings} is the world that expressions may ask.
 *
 * <p>Uses {@code eval}, {@code model} and below, and Jackson for JSON.
 */
package hdw.catalog;
