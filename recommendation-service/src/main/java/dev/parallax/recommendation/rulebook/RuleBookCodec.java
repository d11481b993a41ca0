package dev.parallax.recommendation.rulebook;

import dev.parallax.recommendation.model.Artifact;
import dev.parallax.recommendation.rule.AssociationRule;
import dev.parallax.recommendation.rule.Condensed;
import dev.parallax.recommendation.rule.Itemsets;
import dev.parallax.recommendation.rule.RuleFinder;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule book as bytes: the letters PXRB, the version of the format, then deflated big-endian
 * fields. Of rules the counts are kept, since every measure follows from them.
 */
final class RuleBookCodec {
  private static final int VERSION = 3;
  private static final Artifact FORM = new Artifact(0x50585242, "rule book", VERSION, VERSION);

  private RuleBookCodec() {}

  static byte[] write(RuleBook.Mined mined) {
    return FORM.write(
        out -> {
          Artifact.writeTexts(out, mined.items());
          out.writeInt(mined.baskets());
          out.writeByte(mined.minCounts().size());
          for (int count : mined.minCounts()) {
            out.writeInt(count);
          }
          writeItemsets(out, mined.itemsets());
          out.write(mined.condensed().codes());
          writeRules(out, mined.found());
          writeScope(out, mined.scope());
        });
  }

  /**
   * @throws IllegalArgumentException when the bytes are no rule book or one of another format
   */
  static RuleBook.Mined read(byte[] bytes) {
    return FORM.read(
        bytes,
        (in, version) -> {
          List<String> items = Artifact.readTexts(in);
          int baskets = in.readInt();
          List<Integer> minCounts = new ArrayList<>();
          int lengths = in.readUnsignedByte();
          for (int i = 0; i < lengths; i++) {
            minCounts.add(in.readInt());
          }
          Itemsets itemsets = readItemsets(in);
          byte[] condensed = new byte[itemsets.size()];
          in.readFully(condensed);
          return new RuleBook.Mined(
              items,
              baskets,
              minCounts,
              itemsets,
              Condensed.ofCodes(condensed),
              readRules(in, baskets),
              readScope(in));
        });
  }

  private static void writeItemsets(DataOutputStream out, Itemsets itemsets) throws IOException {
    out.writeInt(itemsets.size());
    for (int set = 0; set < itemsets.size(); set++) {
      out.writeByte(itemsets.length(set));
      for (int i = 0; i < itemsets.length(set); i++) {
        out.writeInt(itemsets.item(set, i));
      }
      out.writeInt(itemsets.count(set));
    }
  }

  private static Itemsets readItemsets(DataInputStream in) throws IOException {
    int count = in.readInt();
    Itemsets itemsets = new Itemsets(count);
    for (int set = 0; set < count; set++) {
      int[] items = readItems(in);
      itemsets.accept(items, items.length, in.readInt());
    }
    return itemsets;
  }

  private static void writeRules(DataOutputStream out, RuleFinder.Found found) throws IOException {
    out.writeInt(found.tested());
    out.writeInt(found.confident());
    out.writeInt(found.wanted());
    out.writeInt(found.rules().size());
    for (int r = 0; r < found.rules().size(); r++) {
      AssociationRule rule = found.rules().get(r);
      out.writeByte(rule.size());
      for (int i = 0; i < rule.size(); i++) {
        out.writeInt(rule.antecedent(i));
      }
      out.writeInt(rule.consequent());
      out.writeInt(rule.count());
      out.writeInt(rule.antecedentCount());
      out.writeInt(rule.consequentCount());
      out.writeDouble(found.adjustedPValues()[r]);
    }
  }

  private static RuleFinder.Found readRules(DataInputStream in, int baskets) throws IOException {
    int tested = in.readInt();
    int confident = in.readInt();
    int wanted = in.readInt();
    int count = in.readInt();
    List<AssociationRule> rules = new ArrayList<>();
    double[] adjusted = new double[count];
    for (int r = 0; r < count; r++) {
      rules.add(
          new AssociationRule(
              readItems(in), in.readInt(), in.readInt(), in.readInt(), in.readInt(), baskets));
      adjusted[r] = in.readDouble();
    }
    return new RuleFinder.Found(rules, adjusted, tested, confident, wanted);
  }

  private static void writeScope(DataOutputStream out, RuleBook.Scope scope) throws IOException {
    out.writeInt(scope.supportCount());
    out.writeInt(scope.minBaskets());
    out.writeInt(scope.mostItemsets());
    out.writeInt(scope.longer());
    out.writeBoolean(scope.whole());
  }

  private static RuleBook.Scope readScope(DataInputStream in) throws IOException {
    return new RuleBook.Scope(
        in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readBoolean());
  }

  private static int[] readItems(DataInputStream in) throws IOException {
    int[] items = new int[in.readUnsignedByte()];
    for (int i = 0; i < items.length; i++) {
      items[i] = in.readInt();
    }
    return items;
  }
}
