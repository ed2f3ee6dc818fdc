/**
 * Reads files over the network: {@link hdw.remote.Remote} opens {@code http://}, {@code https://}
 * and {@code root://} URLs, many at a time, without a thread for each.
 *
 * <p>Nothing is written, and nothing waits for ever. Uses no other package.
 */
package hdw.remote;
