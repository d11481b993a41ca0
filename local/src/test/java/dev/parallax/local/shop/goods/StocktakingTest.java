package dev.parallax.local.shop.goods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.local.shop.chance.Chance;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StocktakingTest {

  private final Assortment assortment = Stocktaking.fill(Chance.root(42));

  @Test
  void fourHundredProductsInTwelveCategoriesWithNamesOfTheirOwn() {
    assertThat(assortment.products()).hasSize(400);
    assertThat(assortment.departments()).hasSize(12);
    assertThat(assortment.products()).extracting(Product::id).doesNotHaveDuplicates();
    assertThat(assortment.products()).extracting(Product::name).doesNotHaveDuplicates();
  }

  @Test
  void theOverlookedCategoryIsAHundredthOfTheShelvesAndHalfOfItIsSoldOut() {
    List<Product> overlooked = assortment.of(assortment.overlooked());

    assertThat(overlooked).hasSize(4);
    assertThat(overlooked).filteredOn(Product::available).hasSize(2);
  }

  @Test
  void theSeedDecidesWhichNeedIsOverlooked() {
    assertThat(LongStream.range(0, 40).mapToObj(s -> Stocktaking.fill(Chance.root(s)).overlooked()))
        .contains(Department.OVERLOOKED.toArray(Department[]::new));
  }

  @Test
  void noProductIsInTwoAffinitiesAndNoneOfThemIsOverlooked() {
    List<Product> drawn =
        assortment.affinities().stream().flatMap(a -> a.products().stream()).toList();

    assertThat(assortment.affinities()).hasSize(24);
    assertThat(drawn).doesNotHaveDuplicates().allMatch(Product::available);
    assertThat(drawn).extracting(Product::department).doesNotContain(assortment.overlooked());
  }
}
