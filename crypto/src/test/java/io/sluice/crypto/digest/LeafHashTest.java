package io.sluice.crypto.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class LeafHashTest {
  private final LeafHash leafHash = new LeafHash();

  /** From the test data of Certificate Transparency (RFC 6962). */
  @Test
  void hashesTheEmptyLeaf() {
    assertEquals(
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        HexFormat.of().formatHex(leafHash.of(new byte[0], 0, 0)));
  }

  @Test
  void hashesTheRangeOnlyAndCarriesNothingOver() {
    byte[] data = HexFormat.of().parseHex("aa00bb");
    String leafOfZero = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
    assertEquals(leafOfZero, HexFormat.of().formatHex(leafHash.of(data, 1, 1)));
    assertEquals(leafOfZero, HexFormat.of().formatHex(leafHash.of(data, 1, 1)));
  }
}
