package dev.parallax.recommendation.insight;

import dev.parallax.recommendation.rule.Condensed;
import dev.parallax.recommendation.rule.Itemsets;
import dev.parallax.recommendation.rulebook.LeftOut;
import dev.parallax.recommendation.rulebook.RuleBook;
import java.util.List;
import java.util.stream.IntStream;

/** The itemsets of one book, those in most baskets first. */
final class ItemsetList {
  private static final String BETWEEN = "\u001f";

  private final RuleBook book;
  private final Itemsets itemsets;
  private final SortedRows sorted;

  /** Which are wanted. */
  enum Kind {
    FREQUENT,
    CLOSED,
    MAXIMAL
  }

  ItemsetList(RuleBook book) {
    this.book = book;
    this.itemsets = book.mined().itemsets();
    int[] counts = IntStream.range(0, itemsets.size()).map(itemsets::count).toArray();
    this.sorted =
        new SortedRows(
            "baskets desc",
            false,
            IntStream.of(counts).asDoubleStream().toArray(),
            counts,
            IntStream.range(0, itemsets.size())
                .mapToObj(set -> String.join(BETWEEN, ids(set)))
                .toArray(String[]::new));
  }

  boolean isOf(RuleBook other) {
    return book == other;
  }

  SortedRows sorted() {
    return sorted;
  }

  int number(String item) {
    return book.mined().items().indexOf(item);
  }

  boolean is(int set, Kind kind) {
    return switch (kind) {
      case FREQUENT -> true;
      case CLOSED -> book.mined().condensed().closed(set) == Condensed.Answer.YES;
      case MAXIMAL -> book.mined().condensed().maximal(set) == Condensed.Answer.YES;
    };
  }

  List<LeftOut> leftOut() {
    return LeftOut.ofItemsets(book.mined());
  }

  int size(int set) {
    return itemsets.length(set);
  }

  boolean has(int set, int item) {
    return IntStream.range(0, itemsets.length(set)).anyMatch(i -> itemsets.item(set, i) == item);
  }

  ItemsetView view(int set) {
    return new ItemsetView(
        ids(set),
        book.source().wireName(),
        (double) itemsets.count(set) / book.mined().baskets(),
        itemsets.count(set),
        known(book.mined().condensed().closed(set)),
        known(book.mined().condensed().maximal(set)));
  }

  private static Boolean known(Condensed.Answer answer) {
    return answer == Condensed.Answer.UNKNOWN ? null : (Boolean) (answer == Condensed.Answer.YES);
  }

  List<String> ids(int set) {
    return IntStream.range(0, itemsets.length(set))
        .mapToObj(i -> book.mined().items().get(itemsets.item(set, i)))
        .sorted()
        .toList();
  }
}
