package io.sluice.transport.transfer.message;

/**
 * The DTLS server has used its keys for as long as it may, and asks the client to renew them.
 *
 * <pre>message RenewalWanted { uint32 epoch = 1; }</pre>
 *
 * @param epoch the number of the keys it seals with
 */
public record RenewalWanted(int epoch) implements RenewalMessage {
  static final int TYPE = 40;

  static RenewalWanted parse(FieldReader in) throws MalformedMessageException {
    int epoch = 0;
    while (in.next()) {
      if (in.field() == 1) {
        epoch = (int) in.number(MAX_EPOCH);
      } else {
        in.skip();
      }
    }
    return new RenewalWanted(epoch);
  }

  void write(FieldWriter out) {
    out.number(1, epoch);
  }
}
