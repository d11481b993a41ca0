package dev.parallax.kit.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "write to anna.b+x@mail.example.org please | write to [email] please",
        "?mail=anna%40example.org | ?mail=[email]",
        "call +49 171 1234567 now | call [number] now",
        "call (0171) 123-45-67 now | call [number] now",
        "电话13812345678谢谢 | 电话[number]谢谢",
        "card 4111 1111 1111 1111 | card [number]",
        "身份证11010519491231002X | 身份证[number]",
        "id 11010519491231002X, please | id [number], please",
        "from 192.168.100.200 | from [number]"
      })
  void addressesAndNumbersOfPeopleAreMasked(String text, String masked) {
    assertThat(PersonalText.mask(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "on 2011-12-09 12:50:00",
        "costs 9747747.934",
        "SET OF 6 T-LIGHTS 85123A",
        "5 of 12, order 536365",
        "id 12345678-1234-5678-9012-abcdef012345",
        "id a1b2c3d4-1234-5678-9012-123456789012",
        "a @ b"
      })
  void datesPricesAndCodesStay(String text) {
    assertThat(PersonalText.mask(text)).isEqualTo(text);
  }

  @Test
  void aValueThatIsOneNumberIsMostLikelyTheIdOfAThing() {
    assertThat(PersonalText.maskValue("4006381333931")).isEqualTo("4006381333931");
    assertThat(PersonalText.maskValue("4111111111111111")).isEqualTo("[number]");
    assertThat(PersonalText.maskValue("13812345678")).isEqualTo("[number]");
    assertThat(PersonalText.maskValue("+4917112345678")).isEqualTo("[number]");
    assertThat(PersonalText.maskValue("11010519491231002X")).isEqualTo("[number]");
    assertThat(PersonalText.maskValue("440524188001010014")).isEqualTo("[number]");
    assertThat(PersonalText.maskValue("440524188001010015")).isEqualTo("440524188001010015");
  }

  @Test
  void timesInMicrosecondsAreNoCards() {
    for (long micros = 1_700_000_000_000_000L; micros < 1_700_000_000_000_100L; micros++) {
      assertThat(PersonalText.isPersonal(Long.toString(micros))).isFalse();
    }
  }

  @Test
  void anIdIsMaskedWhereItIsAPersonsNumber() {
    assertThat(PersonalText.maskId("13812345678")).isEqualTo("[number]");
    assertThat(PersonalText.maskId("+4917112345678")).isEqualTo("[number]");
    assertThat(PersonalText.maskId("anna@example.org")).isEqualTo("[email]");
    assertThat(PersonalText.maskId("INV 2024-0001-23456")).isEqualTo("INV 2024-0001-23456");
  }

  @Property(tries = 300, seed = "42")
  void noAddressSurvivesWhateverIsAroundIt(
      @ForAll @AlphaChars @StringLength(min = 1, max = 12) String user,
      @ForAll @AlphaChars @StringLength(min = 1, max = 12) String host,
      @ForAll @StringLength(max = 40) String before) {
    String address = user + "@" + host + ".example";
    assertThat(PersonalText.mask(before + " " + address + " end")).doesNotContain(address);
  }

  @Property(tries = 300, seed = "42")
  void noInternationalNumberSurvives(
      @ForAll @NumericChars @StringLength(min = 9, max = 14) String digits) {
    assertThat(PersonalText.mask("tel +" + digits + ".")).doesNotContain(digits);
  }
}
