/**
 * Text to tree: {@link hdw.parse.WorkflowParser} reads a source into a {@link hdw.ast.SourceFile},
 * {@link hdw.parse.WorkflowFormatter} lays one out anew.
 *
 * <p>The only user of ANTLR; the grammar is {@code grammar/Hdw.g4}. Uses {@code ast} and {@code
 * diagnostic}.
 */
package hdw.parse;
