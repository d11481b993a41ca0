package dev.parallax.experience.need;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.experience.need.Subject.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeedIndexTest {
  private static final List<CatalogEntry> CATALOG =
      List.of(
          new CatalogEntry("i1", "Oak standing desk", "Office Furniture", true),
          new CatalogEntry("i2", "Steel standing lamp", "Lighting", true),
          new CatalogEntry("i3", "Reading lamp", "Lighting", false),
          new CatalogEntry("i4", "Bread knife", "Kitchen", true));

  private static Subject subject(Kind kind, String key, String hint) {
    return new Subject(kind, key, hint);
  }

  private static String find(Subject subject, Subject... others) {
    List<Subject> all = new java.util.ArrayList<>(List.of(others));
    all.add(subject);
    return NeedIndex.of(CATALOG, all).find(subject).map(Need::name).orElse(null);
  }

  @Test
  void itemIsItsCatalogCategoryWhateverTheEventCalledIt() {
    assertThat(find(subject(Kind.ITEM, "i2", "Lamps"))).isEqualTo("Lighting");
  }

  @Test
  void itemTheCatalogNeverHadIsWhatTheEventCalledItElseNothing() {
    assertThat(find(subject(Kind.ITEM, "x9", "Hammocks"))).isEqualTo("Hammocks");
    assertThat(find(subject(Kind.ITEM, "x9", null))).isNull();
  }

  @Test
  void categoryIsWrittenAsTheCatalogWritesItAndAnUnknownOneIsItsOwnNeed() {
    assertThat(find(subject(Kind.CATEGORY, "office furniture", "office FURNITURE")))
        .isEqualTo("Office Furniture");
    assertThat(find(subject(Kind.CATEGORY, "hammock", "Hammocks"))).isEqualTo("Hammocks");
  }

  @Test
  void queryIsTheCategoryItMentionsOrThatOfTheItemsItNames() {
    assertThat(find(subject(Kind.QUERY, "cheap kitchen stuff", null))).isEqualTo("Kitchen");
    assertThat(find(subject(Kind.QUERY, "lamp", null))).isEqualTo("Lighting");
    assertThat(find(subject(Kind.QUERY, "standing desk", null))).isEqualTo("Office Furniture");
    assertThat(find(subject(Kind.QUERY, "standing", null)))
        .as("half furniture, half lighting: no majority")
        .isEqualTo("search:standing");
  }

  @Test
  void queryWithACategoryBesideItIsThatCategory() {
    assertThat(find(subject(Kind.QUERY, "swing seat", "Hammocks"))).isEqualTo("Hammocks");
  }

  @Test
  void queryForWhatTheCatalogLacksJoinsTheCategoryCustomersNamedElsewhere() {
    assertThat(find(subject(Kind.QUERY, "blue hammock", null))).isEqualTo("search:blue hammock");
    assertThat(
            find(
                subject(Kind.QUERY, "blue hammock", null),
                subject(Kind.CATEGORY, "hammock", "Hammocks")))
        .isEqualTo("Hammocks");
  }

  @Test
  void complaintIsAboutWhatItMentionsElseAboutNoNeed() {
    assertThat(find(subject(Kind.TEXT, "why is there nothing in lighting", null)))
        .isEqualTo("Lighting");
    assertThat(
            find(
                subject(Kind.TEXT, "no yoga mat anywhere", null),
                subject(Kind.QUERY, "yoga mat", null)))
        .isEqualTo("search:yoga mat");
    assertThat(find(subject(Kind.TEXT, "parcel came late", null))).isNull();
  }
}
