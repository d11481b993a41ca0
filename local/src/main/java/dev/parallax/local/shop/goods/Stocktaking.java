package dev.parallax.local.shop.goods;

import dev.parallax.local.shop.chance.Chance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Fills the shelves: names, prices, popularity and hidden affinities. */
public final class Stocktaking {

  /** How many products the shop has. */
  public static final int PRODUCTS = 400;

  private static final int OVERLOOKED_PRODUCTS = 4;
  private static final int OVERLOOKED_AVAILABLE = 2;
  private static final int PAIRS = 18;
  private static final int TRIPLES = 6;
  private static final double PULL = 0.55;
  private static final List<String> QUALITIES =
      List.of("Classic", "Organic", "Value", "Premium", "Small", "Family-size");

  private final RandomGenerator random;
  private final List<Product> products = new ArrayList<>();

  private Stocktaking(RandomGenerator random) {
    this.random = random;
  }

  /** The shelves of a shop whose every choice comes from {@code random}. */
  public static Assortment fill(RandomGenerator random) {
    return new Stocktaking(random).fill();
  }

  private Assortment fill() {
    List<Department> departments = new ArrayList<>(Department.USUAL);
    int usual = PRODUCTS - OVERLOOKED_PRODUCTS;
    for (int i = 0; i < departments.size(); i++) {
      int upTo = usual * (i + 1) / departments.size();
      stock(departments.get(i), upTo - products.size());
    }
    Department overlooked = Chance.one(random, Department.OVERLOOKED);
    departments.add(overlooked);
    for (int i = 0; i < OVERLOOKED_PRODUCTS; i++) {
      String name = capital(overlooked.nouns().get(i));
      add(name, overlooked, price(overlooked), 1, i < OVERLOOKED_AVAILABLE);
    }
    return new Assortment(products, departments, affinities(usual));
  }

  private void stock(Department department, int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String noun = department.nouns().get(i % department.nouns().size());
      names.add(QUALITIES.get(i / department.nouns().size()) + " " + noun);
    }
    shuffle(names);
    for (int rank = 0; rank < count; rank++) {
      // Zipf's law, flattened: the first of a shelf sells about eight times as often as the last.
      add(names.get(rank), department, price(department), Math.pow(rank + 3.0, -0.85), true);
    }
  }

  private int price(Department department) {
    double price = department.typicalPriceMinor() * Chance.factor(random, 0.35);
    return Math.max(29, (int) (price / 10) * 10 - 1);
  }

  private void add(
      String name, Department department, int price, double popularity, boolean available) {
    int index = products.size();
    String id = "P%04d".formatted(index + 1);
    products.add(new Product(index, id, name, department, price, popularity, available));
  }

  /**
   * Partners from all over the shop, each product in at most one affinity. The most and the least
   * popular tenth of a shelf stay out: they would be found by popularity alone, or never.
   */
  private List<Affinity> affinities(int usual) {
    List<Product> candidates = new ArrayList<>();
    for (Department department : Department.USUAL) {
      List<Product> shelf =
          products.subList(0, usual).stream().filter(p -> p.department() == department).toList();
      candidates.addAll(shelf.subList(shelf.size() / 10, shelf.size() * 6 / 10));
    }
    shuffle(candidates);
    List<Affinity> affinities = new ArrayList<>();
    for (int i = 0; i < PAIRS + TRIPLES; i++) {
      int size = i < PAIRS ? 2 : 3;
      List<Product> together = candidates.subList(0, size);
      affinities.add(new Affinity(together, PULL));
      together.clear();
    }
    return affinities;
  }

  private void shuffle(List<?> list) {
    Collections.shuffle(list, Random.from(random));
  }

  private static String capital(String noun) {
    return noun.substring(0, 1).toUpperCase(Locale.ROOT) + noun.substring(1);
  }
}
