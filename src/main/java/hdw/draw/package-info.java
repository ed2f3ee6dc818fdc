/**
 * Pictures of a plan: {@link hdw.draw.NodeView} and {@link hdw.draw.JobView} make a {@link
 * hdw.draw.Drawing}, which says what is seen, and {@link hdw.draw.DotPicture}, {@link
 * hdw.draw.MermaidPicture} and {@link hdw.draw.GraphJson} write it.
 *
 * <p>Functions from plan to text: the same plan gives the same bytes. Uses {@code plan}, {@code
 * rules}, {@code graph}, {@code model} and {@code json}.
 */
package hdw.draw;
