package dev.parallax.kit.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CursorTest {
  @Test
  void theKeyOfSeveralPartsComesApartWhateverIsInThem() {
    List<String> parts = List.of("a\tb", "", "c&d=%41+ e", "ü\n");
    String key = Cursor.join(parts.toArray(String[]::new));
    assertThat(Cursor.split(Cursor.decode(Cursor.encode(key)), 4)).hasValue(parts);
    assertThat(Cursor.split(key, 3)).isEmpty();
    assertThat(Cursor.split("a&%zz", 2)).isEmpty();
    assertThat(Cursor.split("a&%00", 2)).isEmpty();
  }
}
