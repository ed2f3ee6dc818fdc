/**
 * The live page of a run: a small HTTP server that shows one run to one person, in a browser.
 *
 * <p>{@link hdw.dashboard.Dashboard} is the way in. {@code Board} follows the run and sums it up,
 * {@code Doorkeeper} lets in who has the token, {@code Answers} says what is answered to which
 * request. Nothing can be changed through the page: it only reads. Uses {@code insight} and below.
 */
package hdw.dashboard;
