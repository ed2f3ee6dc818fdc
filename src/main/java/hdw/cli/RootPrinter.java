package hdw.cli;

import java.io.IOException;

/** Prints what is in one ROOT file after the other. */
interface RootPrinter extends AutoCloseable {

  /** Prints a file; one that could not be read has nothing but errors. */
  void print(RootContents contents) throws IOException;

  @Override
  void close() throws IOException;
}
