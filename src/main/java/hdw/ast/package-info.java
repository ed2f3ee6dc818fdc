/**
 * What was written: the tree of one file, with the place of everything and nothing resolved.
 *
 * <p>{@link hdw.ast.SourceFile} is the root; {@link hdw.ast.Declaration}, {@link hdw.ast.Property},
 * {@link hdw.ast.Action} and {@link hdw.ast.Expression} are the four families. Uses {@code
 * diagnostic} only.
 */
package hdw.ast;
