package io.sluice.transport.files.handle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;

/** A file as Java's channel, which a thread's interrupt closes. */
final class ChannelFile implements FileHandle {
  private static final int BUFFER = 128 * 1024;

  private final Path path;
  private final FileChannel channel;
  private final FileStat opened;

  ChannelFile(Path path, FileChannel channel, FileStat opened) {
    this.path = path;
    this.channel = channel;
    this.opened = opened;
  }

  @Override
  public int read(long position, ByteBuffer into) throws IOException {
    return channel.read(into, position);
  }

  @Override
  public void write(long position, ByteBuffer data) throws IOException {
    long at = position;
    while (data.hasRemaining()) {
      at += channel.write(data, at);
    }
  }

  @Override
  public void writeZeros(long position, long length) throws IOException {
    long end = Math.addExact(position, length);
    if (position >= channel.size()) {
      // A file may have a hole in front of its last byte.
      write(end - 1, ByteBuffer.allocate(1));
      return;
    }
    ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(length, BUFFER));
    for (long at = position; at < end; at += zeros.limit()) {
      write(at, zeros.clear().limit((int) Math.min(zeros.capacity(), end - at)));
    }
  }

  @Override
  public FileStat stat() throws IOException {
    FileStat now = PathAttributes.stat(path);
    // What has the path may be another file by now: what was opened keeps its identity.
    return new FileStat(
        opened.kind(), channel.size(), channel.size(), now.mode(), now.modified(), opened.key());
  }

  @Override
  public void setMode(int mode) throws IOException {
    PathAttributes.setMode(path, mode);
  }

  @Override
  public void setModified(Instant time) throws IOException {
    PathAttributes.setModified(path, time);
  }

  @Override
  public void startSync() {}

  @Override
  public void sync() throws IOException {
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
