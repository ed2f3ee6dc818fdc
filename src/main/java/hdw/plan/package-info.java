/**
 * Nodes expand into jobs: {@link hdw.plan.Planner} makes a {@link hdw.plan.Plan}, whose {@link
 * hdw.plan.NodePlan}s hold their jobs in columns.
 *
 * <p>A job is a row number of its node; ids, inputs and outputs are computed when asked for, so
 * that a million jobs cost tens of bytes each. Uses {@code rules}, {@code graph}, {@code catalog},
 * {@code eval}, {@code model} and below.
 */
package hdw.plan;
