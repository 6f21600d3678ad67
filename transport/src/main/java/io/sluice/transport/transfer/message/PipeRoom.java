package io.sluice.transport.transfer.message;

/**
 * The reader of a direction has taken some of it, and takes more.
 *
 * <pre>message PipeRoom { uint64 room = 1; }</pre>
 *
 * @param room how many bytes the other side may send in all, from the first on; never less than
 *     before
 */
public record PipeRoom(long room) implements PipeMessage {
  static final int TYPE = 27;

  static PipeRoom parse(FieldReader in) throws MalformedMessageException {
    long room = 0;
    while (in.next()) {
      switch (in.field()) {
        case 1 -> room = in.number(Long.MAX_VALUE);
        default -> in.skip();
      }
    }
    return new PipeRoom(room);
  }

  void write(FieldWriter out) {
    out.number(1, room);
  }
}
