/**
 * Counts the entries of many ROOT files at once, here and over the network: {@link hdw.scan.Scan}.
 *
 * <p>What was read is kept in the user's cache folder by path, size and time. Uses {@code root} and
 * {@code remote}.
 */
package hdw.scan;
