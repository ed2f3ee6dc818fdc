/**
 * Reads from a ROOT file what splitting needs: {@link hdw.root.RootFile} gives its objects, the
 * entries of a TTree or RNTuple, and where their clusters begin.
 *
 * <p>Reads a few kilobytes of each file through {@link hdw.root.Bytes}; no length that a file names
 * is believed before it is checked. Uses no other package.
 */
package hdw.root;
