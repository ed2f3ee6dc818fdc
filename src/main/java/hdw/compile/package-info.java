/**
 * The phases in reading order: source, tree, model, catalog, graph, plan. {@link
 * hdw.compile.Compiler} is the page to read first.
 */
package hdw.compile;
