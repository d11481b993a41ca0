package dev.parallax.local.shop.goods;

import dev.parallax.local.shop.chance.Chance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The 400 products in 12 categories, with what is hidden in them. */
public final class Assortment {

  /** All prices are in this currency. */
  public static final String CURRENCY = "EUR";

  private final List<Product> products;
  private final List<Department> departments;
  private final List<Affinity> affinities;
  private final Map<Department, List<Product>> byDepartment = new HashMap<>();
  private final Map<Department, double[]> popularity = new HashMap<>();
  private final Map<Integer, Affinity> affinityOf = new HashMap<>();

  Assortment(List<Product> products, List<Department> departments, List<Affinity> affinities) {
    this.products = List.copyOf(products);
    this.departments = List.copyOf(departments);
    this.affinities = List.copyOf(affinities);
    for (Department department : departments) {
      List<Product> own = products.stream().filter(p -> p.department() == department).toList();
      byDepartment.put(department, own);
      popularity.put(
          department, Chance.cumulative(own.stream().mapToDouble(Product::popularity).toArray()));
    }
    for (Affinity affinity : affinities) {
      for (Product product : affinity.products()) {
        if (affinityOf.put(product.index(), affinity) != null) {
          throw new IllegalArgumentException(product.id() + " is in two affinities");
        }
      }
    }
  }

  public List<Product> products() {
    return products;
  }

  /** The usual departments in their order, then the overlooked one. */
  public List<Department> departments() {
    return departments;
  }

  /** The need that customers have and the shop barely serves. */
  public Department overlooked() {
    return departments.getLast();
  }

  public List<Affinity> affinities() {
    return affinities;
  }

  public List<Product> of(Department department) {
    return byDepartment.get(department);
  }

  /** What draws others along with this product, if anything does. */
  public Optional<Affinity> affinityOf(Product product) {
    return Optional.ofNullable(affinityOf.get(product.index()));
  }

  /** A product of the department, each as likely as it is popular. */
  public Product pick(RandomGenerator random, Department department) {
    return byDepartment.get(department).get(Chance.index(random, popularity.get(department)));
  }
}
