/**
 * The DAG: {@link hdw.graph.GraphBuilder} makes a {@link hdw.graph.WorkflowGraph} of {@link
 * hdw.graph.Node}s, one for each task with one value for each of its dimensions, and {@link
 * hdw.graph.Edge}s, each of a kind.
 *
 * <p>No edge is ever stored for a single job. The only user of JGraphT. Uses {@code catalog},
 * {@code eval}, {@code model} and below.
 */
package hdw.graph;
