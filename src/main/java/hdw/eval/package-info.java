/**
 * What an expression comes to: {@link hdw.eval.Evaluator} with the values of a {@link
 * hdw.eval.Bindings}.
 *
 * <p>Evaluating always ends and changes nothing; the world is asked only through {@link
 * hdw.eval.World}. Uses {@code model}, {@code units} and {@code diagnostic}.
 */
package hdw.eval;
