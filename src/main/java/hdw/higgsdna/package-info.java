/**
 * Coming from HiggsDNA: {@link hdw.higgsdna.AnalysisJson} reads what {@code run_analysis.py} reads
 * and says what is wrong with it, {@link hdw.higgsdna.ImportedWorkflow} writes the same as a
 * workflow.
 *
 * <p>Uses {@code catalog} for sample JSONs, {@code parse} to lay the workflow out, {@code model},
 * {@code shell} and below, and Jackson, as every key is known with its place.
 */
package hdw.higgsdna;
