package io.sluice.cli.print;

import io.sluice.transport.api.PeerText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A terminal that shows what a peer writes: text in lines, in which nothing can move the cursor or
 * hide a character.
 */
public final class EscapedOutput extends OutputStream {
  private final OutputStream terminal;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private byte[] incomplete = {};

  public EscapedOutput(OutputStream terminal) {
    this.terminal = terminal;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(incomplete.length + length);
    in.put(incomplete).put(bytes, offset, length).flip();
    CharBuffer text = CharBuffer.allocate(in.remaining());
    decoder.decode(in, text, /* endOfInput= */ false);
    // Of a character that was cut, the rest comes with the next bytes.
    incomplete = Arrays.copyOfRange(in.array(), in.position(), in.limit());
    String[] lines = text.flip().toString().split("\n", -1);
    StringBuilder shown = new StringBuilder(String.join("\n", PeerText.lines(lines[0])));
    for (int i = 1; i < lines.length; i++) {
      shown.append('\n').append(String.join("\n", PeerText.lines(lines[i])));
    }
    terminal.write(shown.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void flush() throws IOException {
    terminal.flush();
  }
}
