package io.sluice.transport.api;

/**
 * A stream of bytes in each direction, of any length, that both users have asked for. What one side
 * writes the other reads, in order, verified by length and hash at the end; who writes waits for
 * who reads. For one thread that writes and one that reads; {@link #close} is for any thread.
 *
 * <p>Nothing ends silently: a method throws when the pipe was refused, cut off, given up by either
 * side or found to be damaged.
 */
public interface Pipe {
  /**
   * Writes bytes, which leave at once if the other side has room; otherwise waits. Before the other
   * side has asked for the pipe it takes a few, and waits then.
   */
  void write(byte[] bytes, int offset, int length) throws TransportException, InterruptedException;

  /**
   * Ends this side's direction and waits until the other side has read all of it and found it to be
   * right. The other direction goes on.
   */
  void end() throws TransportException, InterruptedException;

  /**
   * Waits for bytes of the other side. The bytes of the call before count as dealt with.
   *
   * @return how many were read, at least 1; or -1 when the other side has ended its direction and
   *     everything was right
   */
  int read(byte[] into, int offset, int length) throws TransportException, InterruptedException;

  /**
   * Gives up both directions, and tells the other side why. Without effect on a pipe that has
   * ended.
   *
   * @param problem {@link Problem#CLOSED} if what is read goes to nobody any more, or what went
   *     wrong
   * @param reason a phrase for both users
   */
  void close(Problem problem, String reason);
}
