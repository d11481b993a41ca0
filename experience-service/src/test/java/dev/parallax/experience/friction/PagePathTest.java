package dev.parallax.experience.friction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagePathTest {
  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/checkout/, /checkout",
    "//checkout, /checkout",
    "/orders/81273, /orders/:id",
    "/orders/81273/items/2, /orders/:id/items/:id",
    "/o/3f2504e0-4f89-11d3-9a0c-0305e82c3301, /o/:id",
    "/o/507f1f77bcf86cd799439011, /o/:id",
    "/mail/***, /mail/:id",
    "/mail/[email], /mail/:id",
    "/account/c_0123456789abcdef0123456789abcdef/edit, /account/:id/edit",
    "/account/me-a_2_0123456789abcdef0123456789abcdef, /account/:id",
    "/size-42, /size-42",
    "/p2/deadbeef, /p2/deadbeef",
    "/facade, /facade"
  })
  void whatCannotBeAWordIsAnId(String path, String page) {
    assertThat(PagePath.of(path)).isEqualTo(page);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void noPathIsNoPage(String path) {
    assertThat(PagePath.of(path)).isNull();
    assertThat(PagePath.of(null)).isNull();
  }

  @Test
  void aLongPathIsCutAndNoLetterWithIt() {
    assertThat(PagePath.of("/" + "𝒙".repeat(300))).hasSize(PagePath.LONGEST - 1).endsWith("𝒙");
  }

  @Test
  void wordsOfASearchAreToldOnlyIfNothingInThemHadToBeMasked() {
    assertThat(Words.searched("  Yoga   MATS ")).isEqualTo("yoga mat");
    assertThat(Words.searched("cup for ***")).isEmpty();
    assertThat(Words.searched("cup for [email]")).isEmpty();
    assertThat(Words.searched("where is jane@example.com")).isEmpty();
    assertThat(Words.searched("call +49 170 1234567")).isEmpty();
    assertThat(Words.searched("c_0123456789abcdef0123456789abcdef")).isEmpty();
  }

  @Test
  void aMessageLosesWhoItWasAbout() {
    assertThat(Words.plain("no user c_0123456789abcdef0123456789abcdef\n of jane@example.com"))
        .isEqualTo("no user [id] of [email]");
  }
}
