package io.sluice.transport.sctp.packet;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * RE-CONFIG: requests to reset or add streams, and the answers to them (<a
 * href="https://www.rfc-editor.org/rfc/rfc6525#section-3.1">RFC 6525 section 3.1</a>).
 *
 * <pre>
 * +---------------+---------------+-------------------------------+
 * |  type = 0x82  |     flags     |            length             |
 * |         one or two parameters, see ReconfigParameter          |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param parameters in order; those of unknown types were left out
 */
public record Reconfig(List<ReconfigParameter> parameters) implements Chunk {
  private static final int PARAMETER_HEADER = 4;
  private static final int MOST = 2;

  public Reconfig {
    parameters = List.copyOf(parameters);
  }

  static Reconfig parse(ByteBuffer value) throws MalformedPacketException {
    List<ReconfigParameter> known = new ArrayList<>(MOST);
    for (Parameter each : Parameter.parseAll(value)) {
      ReconfigParameter parameter =
          ReconfigParameter.parse(each.type(), ByteBuffer.wrap(each.value()));
      if (parameter != null) {
        known.add(parameter);
      }
    }
    if (known.size() > MOST) {
      throw new MalformedPacketException("RE-CONFIG with " + known.size() + " parameters");
    }
    return new Reconfig(known);
  }

  @Override
  public int type() {
    return ChunkType.RE_CONFIG;
  }

  @Override
  public int valueLength() {
    int length = 0;
    for (ReconfigParameter each : parameters) {
      length = Wire.padded(length) + PARAMETER_HEADER + each.valueLength();
    }
    return length;
  }

  /** The padding of the last one belongs to the chunk. */
  @Override
  public void writeValue(ByteBuffer out) {
    int start = out.position();
    for (ReconfigParameter each : parameters) {
      while (((out.position() - start) & 3) != 0) {
        out.put((byte) 0);
      }
      out.putShort((short) each.type());
      out.putShort((short) (PARAMETER_HEADER + each.valueLength()));
      each.writeValue(out);
    }
  }
}
