package hdw.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A file on a disk that has room for so many more bytes, and takes what it can of each write. */
final class FullDisk extends FileChannel {
  private final FileChannel file;
  private int room;

  FullDisk(FileChannel file, int room) {
    this.file = file;
    this.room = room;
  }

  void makeRoom(int bytes) {
    room = bytes;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    if (room == 0) {
      throw new IOException("No space left on device");
    }
    int length = Math.min(room, source.remaining());
    room -= length;
    ByteBuffer part = source.slice(source.position(), length);
    source.position(source.position() + length);
    return file.write(part);
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return file.read(target);
  }

  @Override
  public long read(ByteBuffer[] targets, int from, int length) throws IOException {
    return file.read(targets, from, length);
  }

  @Override
  public long write(ByteBuffer[] sources, int from, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public FileChannel position(long place) throws IOException {
    return file.position(place);
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    return file.truncate(size);
  }

  @Override
  public void force(boolean metadata) throws IOException {
    file.force(metadata);
  }

  @Override
  public long transferTo(long from, long count, WritableByteChannel target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long from, long count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int read(ByteBuffer target, long from) throws IOException {
    return file.read(target, from);
  }

  @Override
  public int write(ByteBuffer source, long from) throws IOException {
    return file.write(source, from);
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long from, long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock lock(long from, long size, boolean shared) throws IOException {
    return file.lock(from, size, shared);
  }

  @Override
  public FileLock tryLock(long from, long size, boolean shared) throws IOException {
    return file.tryLock(from, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    file.close();
  }
}
