package io.sluice.transport.transfer.message;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One message of every type, by the name of the file that holds its bytes. */
final class Samples {
  private Samples() {}

  static Map<String, Message> all() {
    Map<String, Message> all = new LinkedHashMap<>();
    all.put(
        "hello",
        new Hello(1, 5, "Ana's laptop", bytes(0x20, 32), bytes(0x40, 64), bytes(0x80, 32)));
    all.put("goodbye", new Goodbye(Problem.VERIFICATION, "the words differ"));
    all.put("offer", new Offer(7, 3, 300_000_000_000L, "000102030405060708090a0b0c0d0e0f"));
    all.put("manifest-page", new ManifestPage(7, entries(), true));
    all.put("accept", new Accept(7, List.of(new Range(0, 1), new Range(300, 200_000)), true, true));
    all.put("refuse", new Refuse(7, Problem.REFUSED, "not now"));
    all.put("block", new Block(7, 1, 1, digest(0), ByteBuffer.wrap(new byte[] {(byte) 0xFF})));
    all.put(
        "whole-files",
        new WholeFiles(
            7,
            List.of(
                new WholeFiles.WholeFile(1, digest(0)),
                new WholeFiles.WholeFile(300, digest(0x80))),
            ByteBuffer.wrap(new byte[] {'h', 'i'}),
            0));
    all.put("file-end", new FileEnd(7, 1, 131073, digest(0x80)));
    all.put("file-failed", new FileFailed(7, 1, Problem.LOCAL_FILE, "it vanished"));
    all.put(
        "file-results",
        new FileResults(
            7, List.of(FileResult.inPlace(1), new FileResult(300, Problem.CONFLICT, "it exists"))));
    all.put("again", new Again(7, 1, 2_400_000));
    all.put("done", new Done(7, 1, 131073));
    all.put("cancel", new Cancel(7, Problem.LOCAL_FILE, "the disk is full"));
    all.put("paused", new Paused(7, "no"));
    all.put("resumed", new Resumed(7));
    all.put("text", new Text("see you at 8\n"));
    all.put("text-taken", new TextTaken());
    all.put(
        "held",
        new Held(7, 300, List.of(new HeldFile(1, List.of(new HeldRun(0, 2_280_000, digest(0)))))));
    all.put("ask-basis", new AskBasis(7, 1, 1024, 1024));
    all.put("basis", new Basis(7, 1, 1024, ByteBuffer.wrap(digest(0).toBytes())));
    all.put("same", new Same(7, 1, 0, 2_280_000));
    all.put("pipe-open", new PipeOpen(16_777_216));
    all.put("pipe-data", new PipeData(ByteBuffer.wrap(new byte[] {'h', 'i', '\n'})));
    all.put("pipe-room", new PipeRoom(20_000_000));
    all.put("pipe-end", new PipeEnd(3, digest(0x40)));
    all.put("pipe-close", new PipeClose(Problem.LOCAL_FILE, "the disk is full"));
    all.put("reveal", new Reveal(bytes(0xA0, 32)));
    all.put("words-match", new WordsMatch());
    all.put("remember", new Remember(bytes(0xC0, 32)));
    all.put("renewal-wanted", new RenewalWanted(3));
    all.put("renewal-flight", new RenewalFlight(300, bytes(0x16, 4)));
    all.put("passphrase-first", new PassphraseFirst(bytes(0x20, 4)));
    all.put("passphrase-second", new PassphraseSecond(bytes(0x40, 4)));
    all.put("passphrase-proof", new PassphraseProof(bytes(0x60, 4)));
    return all;
  }

  static List<ManifestEntry> entries() {
    Instant modified = Instant.ofEpochSecond(1_700_000_000);
    return List.of(
        new ManifestEntry.Directory(EntryPath.of("photos"), 0755, Instant.ofEpochSecond(-86400)),
        new ManifestEntry.File(
            EntryPath.of("photos", "Zürich.jpg"), 0640, modified.plusNanos(123_456_789), 131073),
        new ManifestEntry.Symlink(EntryPath.of("photos", "best"), modified, "Zürich.jpg"));
  }

  private static ByteBuffer bytes(int first, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (first + i);
    }
    return ByteBuffer.wrap(bytes);
  }

  /** 32 bytes that count up from {@code first}. */
  static Digest digest(int first) {
    byte[] bytes = new byte[Digest.BYTES];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (first + i);
    }
    return Digest.of(bytes);
  }

  /** The bytes of {@code golden/transfer/NAME.hex}: hex, with comments from # to the line's end. */
  static byte[] golden(String name) {
    try (var in = Samples.class.getResourceAsStream("/golden/transfer/" + name + ".hex")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return HexFormat.of().parseHex(text.replaceAll("#.*", "").replaceAll("\\s", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(buffer.position(), bytes);
    return bytes;
  }
}
