/**
 * The file that tells of a run: one HTML page that needs no network, no script and nothing beside
 * it, so that it can be attached to an e-mail or a logbook.
 *
 * <p>{@link hdw.report.Report} is the entry: what it shows comes from {@link hdw.insight.Insight},
 * and each section is a class of its own. Figures stand in {@code data} elements with an id and
 * their exact value. Uses {@code insight}, {@code run}, {@code draw} and below.
 */
package hdw.report;
