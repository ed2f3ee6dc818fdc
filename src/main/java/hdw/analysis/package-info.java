/**
 * From what was written to what is meant: {@link hdw.analysis.Analyzer} turns the trees of all
 * files of a workflow into one {@link hdw.model.Workflow}.
 *
 * <p>One class for each kind of declaration ({@code TaskAnalysis}, {@code RuleAnalysis}, ...), all
 * of them resolving expressions through {@code Resolver}, names through {@code Names} and
 * properties through {@code Schema}. Looks nothing up. Uses {@code ast}, {@code parse} (for values
 * of the command line), {@code model}, {@code eval} and below.
 */
package hdw.analysis;
