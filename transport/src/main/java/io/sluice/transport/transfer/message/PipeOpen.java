package io.sluice.transport.transfer.message;

/**
 * The user of this side asks for a pipe, and takes so much. It is there when both have asked.
 *
 * <pre>message PipeOpen { uint64 room = 1; }</pre>
 *
 * @param room how many bytes the other side may send before a {@link PipeRoom} allows more
 */
public record PipeOpen(long room) implements PipeMessage {
  static final int TYPE = 25;

  static PipeOpen parse(FieldReader in) throws MalformedMessageException {
    long room = 0;
    while (in.next()) {
      switch (in.field()) {
        case 1 -> room = in.number(Long.MAX_VALUE);
        default -> in.skip();
      }
    }
    return new PipeOpen(room);
  }

  void write(FieldWriter out) {
    out.number(1, room);
  }
}
