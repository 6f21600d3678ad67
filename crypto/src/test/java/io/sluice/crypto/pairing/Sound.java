package io.sluice.crypto.pairing;

import java.util.List;

/**
 * What is left of an English word on a bad line: its consonants, of which hard and soft ones sound
 * the same, and whether it begins with a vowel. Words of the same sound are not told apart by ear.
 */
final class Sound {
  private record Rule(String pattern, String sound) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule("^[kgp]n", "n"),
          new Rule("^wr", "r"),
          new Rule("^ps", "s"),
          new Rule("^wh", "w"),
          new Rule("^x", "s"),
          new Rule("[ts]ion", "Sn"),
          new Rule("ture", "Sr"),
          new Rule("tch", "S"),
          new Rule("ph", "f"),
          new Rule("sch", "sk"),
          new Rule("ck", "k"),
          new Rule("dge", "S"),
          new Rule("gh(?=t|$)", ""),
          new Rule("gh", "k"),
          new Rule("mb$", "m"),
          new Rule("c(?=[eiy])", "s"),
          new Rule("g(?=[eiy])", "S"),
          new Rule("qu", "kw"),
          new Rule("x", "ks"),
          new Rule("[sc]h", "S"),
          new Rule("th", "t"),
          new Rule("[jJ]", "S"),
          new Rule("(?<=.)[hw]", ""),
          new Rule("^y(?=[aeiou])", "Y"),
          new Rule("^[aeiouy]", "A"),
          new Rule("(?<=.)[aeiouy]", ""),
          new Rule("[cq]", "k"),
          new Rule("z", "s"),
          new Rule("v", "f"),
          new Rule("(.)\\1+", "$1"),
          new Rule("b", "p"),
          new Rule("d", "t"),
          new Rule("g", "k"));

  private Sound() {}

  static String of(String word) {
    String sound = word;
    for (Rule rule : RULES) {
      sound = sound.replaceAll(rule.pattern, rule.sound);
    }
    return sound;
  }
}
