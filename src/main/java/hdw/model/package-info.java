/**
 * What is meant: a workflow with every name resolved, every expression typed, and the place of
 * everything kept.
 *
 * <p>{@link hdw.model.Workflow} is the root. Nothing here is evaluated yet: values that depend on
 * samples, chunks or attempts are {@link hdw.model.Expression}s. Uses {@code units}, {@code shell}
 * and {@code diagnostic}.
 */
package hdw.model;
