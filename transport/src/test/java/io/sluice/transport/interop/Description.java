package io.sluice.transport.interop;

/**
 * A line of the protocol that the peers speak: {@code {"type":"offer","sdp":"…"}}, a JSON object of
 * two strings in any order.
 */
record Description(String type, String sdp) {
  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if one of the two is missing
   */
  static Description parse(String line) {
    return new Description(member(line, "type"), member(line, "sdp"));
  }

  private static String member(String line, String name) {
    int at = line.indexOf("\"" + name + "\"");
    int colon = at < 0 ? -1 : line.indexOf(':', at + name.length() + 2);
    int quote = colon < 0 ? -1 : line.indexOf('"', colon);
    if (quote < 0) {
      throw new IllegalArgumentException("no \"" + name + "\" in " + line);
    }
    return unescape(line, quote + 1);
  }

  /** RFC 8259 section 7. */
  private static String unescape(String line, int from) {
    StringBuilder text = new StringBuilder();
    for (int at = from; line.charAt(at) != '"'; at++) {
      char next = line.charAt(at);
      if (next != '\\') {
        text.append(next);
        continue;
      }
      at++;
      switch (line.charAt(at)) {
        case 'n' -> text.append('\n');
        case 'r' -> text.append('\r');
        case 't' -> text.append('\t');
        case 'u' -> {
          text.append((char) Integer.parseInt(line.substring(at + 1, at + 5), 16));
          at += 4;
        }
        default -> text.append(line.charAt(at));
      }
    }
    return text.toString();
  }

  /** The line, without its end. */
  @Override
  public String toString() {
    String escaped = sdp.replace("\\", "\\\\").replace("\"", "\\\"");
    return "{\"type\":\"%s\",\"sdp\":\"%s\"}"
        .formatted(type, escaped.replace("\r", "\\r").replace("\n", "\\n"));
  }
}
