package dev.parallax.ingestion.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.privacy.Subject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanerTest {
  private static final Subject ALICE = new Subject("c_1", List.of("alice-4711"));

  @Test
  void personalFieldsAreLeftOutOfPropertiesHoweverTheyAreWritten() {
    ObjectNode clean =
        Cleaner.properties(
            json(
                """
                {"Email":"a@b.example","first_name":"A","Phone Number":"1","shippingAddress":{"city":"X"},
                 "userId":"alice-4711","plan":"gold","name":"T-LIGHT HOLDER"}
                """),
            ALICE);
    assertThat(clean).isEqualTo(json("{\"plan\":\"gold\",\"name\":\"T-LIGHT HOLDER\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "creditCardNumber",
        "debit_card_no",
        "mobileNumber",
        "customerPhone",
        "phone2",
        "Home Phone",
        "socialSecurityNumber",
        "bankAccountNo",
        "idCardNumber",
        "passportNo",
        "recipient_name",
        "contactName",
        "cardHolder",
        "IBAN",
        "backupEmailAddress",
        "user.name",
        "手机号",
        "收货人姓名",
        "名字",
        "收货地址"
      })
  void compoundsOfPersonalNamesArePersonalToo(String field) {
    ObjectNode source = json("{}").put(field, "4711").put("plan", "gold");
    assertThat(Cleaner.properties(source, ALICE)).isEqualTo(json("{\"plan\":\"gold\"}"));
    assertThat(Cleaner.traits(source, ALICE)).isEqualTo(json("{\"plan\":\"gold\"}"));
    assertThat(Cleaner.personalTraits(source)).isEqualTo(json("{}").put(field, "4711"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "headphones",
        "phoneCase",
        "smartphone",
        "isMobile",
        "product_name",
        "brandName",
        "fileName",
        "cardType",
        "accountType",
        "order_no",
        "promo_code",
        "addressed",
        "category_name",
        "hostname",
        "商品名字",
        "手机壳颜色",
        "页面地址"
      })
  void namesOfThingsAreNot(String field) {
    ObjectNode source = json("{}").put(field, "4711");
    assertThat(Cleaner.properties(source, ALICE)).isEqualTo(source);
  }

  @Test
  void numbersOfPeopleAreMaskedInIdsAndInJsonNumbersAndThoseOfThingsStay() {
    assertThat(
            Cleaner.properties(
                json(
                    """
                    {"customer_no":"13800138000","contact":13800138000,"pan":4111111111111111,
                     "member_code":"+4917112345678","reference_no":"INV 2024-0001-23456",
                     "order_id":"13800138000","ean":4006381333931,"views":13800138,"at":1700000000000}
                    """),
                ALICE))
        .isEqualTo(
            json(
                """
                {"customer_no":"[number]","contact":"[number]","pan":"[number]",
                 "member_code":"[number]","reference_no":"INV 2024-0001-23456",
                 "order_id":"13800138000","ean":4006381333931,"views":13800138,"at":1700000000000}
                """));
  }

  @Test
  void whatDescribesAPersonIsHeldToTheRulesForPersons() {
    ObjectNode clean =
        Cleaner.properties(
            json(
                "{\"customer\":{\"name\":\"Alice\",\"tier\":\"gold\"},\"products\":[{\"name\":\"Mug\"}]}"),
            ALICE);
    assertThat(clean)
        .isEqualTo(json("{\"customer\":{\"tier\":\"gold\"},\"products\":[{\"name\":\"Mug\"}]}"));
  }

  @Test
  void thePersonsOwnIdBecomesThePseudonymAndIdsOfThingsStay() {
    ObjectNode clean =
        Cleaner.properties(
            json(
                """
                {"ref":"from alice-4711","product_id":"49171123456789","query":"mail me: a@b.example"}
                """),
            ALICE);
    assertThat(clean)
        .isEqualTo(
            json(
                "{\"ref\":\"from c_1\",\"product_id\":\"49171123456789\",\"query\":\"mail me: [email]\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"17850", "customer-0001234", "ann"})
  void theCallersOwnIdNeverLeavesWhateverItsLengthAndTheNameOfItsField(String id) {
    Subject caller = new Subject("c_1", List.of(id));
    String text =
        """
        {"uid":"%1$s","member_id":"%1$s","client_id":"%1$s","wechat_openid":"%1$s","owner_id":"%1$s",
         "promo_code":"%1$s","whoever":"%1$s","list":["%1$s"],"nested":{"account":"%1$s"}}
        """
            .formatted(id);
    for (ObjectNode clean :
        List.of(Cleaner.properties(json(text), caller), Cleaner.traits(json(text), caller))) {
      assertThat(clean.toString()).doesNotContain(id);
      assertThat(clean.path("owner_id").asText()).isEqualTo("c_1");
      assertThat(clean.path("whoever").asText()).isEqualTo("c_1");
    }
  }

  @Test
  void aNumberThatIsTheCallersIdIsReplacedWhereItNamesSomebodyAndNotWhereItCounts() {
    assertThat(
            Cleaner.properties(
                json(
                    """
                    {"owner_id":17850,"customer_no":17850,"quantity":17850,"price":17850,"product_id":17850,
                     "sku":"17850","order_id":"17850"}
                    """),
                new Subject("c_1", List.of("17850"))))
        .isEqualTo(
            json(
                """
                {"owner_id":"c_1","customer_no":"c_1","quantity":17850,"price":17850,"product_id":17850,
                 "sku":"17850","order_id":"17850"}
                """));
    assertThat(
            Cleaner.properties(
                json("{\"whoever\":12345678,\"total\":12345678.5}"),
                new Subject("c_1", List.of("12345678"))))
        .isEqualTo(json("{\"whoever\":\"c_1\",\"total\":12345678.5}"));
  }

  @Test
  void traitsAreDividedBetweenProfileAndVaultAndNothingIsLost() {
    ObjectNode traits =
        json(
            """
            {"name":"Alice","email":"a@b.example","birthday":"1990-01-01","plan":"gold","age":30,
             "nick":"a@b.example"}
            """);
    ObjectNode clean = Cleaner.traits(traits, ALICE);
    ObjectNode personal = Cleaner.personalTraits(traits);
    assertThat(clean).isEqualTo(json("{\"plan\":\"gold\",\"age\":30,\"nick\":\"[email]\"}"));
    assertThat(personal)
        .isEqualTo(
            json(
                """
                {"name":"Alice","email":"a@b.example","birthday":"1990-01-01","nick":"a@b.example"}
                """));
  }

  @Test
  void addressesInPropertiesLoseTheirQueriesAndShortIdsInTheirPaths() {
    Subject caller = new Subject("c_1", List.of("17850", "ann@x"));
    assertThat(
            Cleaner.properties(
                json(
                    """
                    {"url":"https://x.example/account/17850?token=1#a","referrer":"https://y.example/?q=a@b.example",
                     "path":"/account/17850","href":"/of/ann%40x/17850123#17850","search":"?u=17850",
                     "nested":{"url":"/17850/edit?x"},"title":"17850 of 17850","query":"who?","page":{"search":"shoes"}}
                    """),
                caller))
        .isEqualTo(
            json(
                """
                {"url":"https://x.example/account/c_1","referrer":"https://y.example/","path":"/account/c_1",
                 "href":"/of/c_1/17850123","search":"","nested":{"url":"/c_1/edit"},
                 "title":"17850 of 17850","query":"who?","page":{"search":"shoes"}}
                """));
    assertThat(ContextCleaner.clean(json("{\"page\":{\"path\":\"/account/17850\"}}"), caller))
        .isEqualTo(json("{\"page\":{\"path\":\"/account/c_1\"}}"));
  }

  @Test
  void contextKeepsDeviceAndCampaignWithoutAddressesAndQueryStrings() {
    ObjectNode clean =
        ContextCleaner.clean(
            json(
                """
                {"ip":"10.0.0.1","traits":{"email":"a@b.example"},"locale":"de-DE","plugin":{"x":"a@b.example"},
                 "campaign":{"source":"news","id":"a@b.example"},
                 "device":{"type":"ios","advertisingId":"7A3CBEA0"},
                 "page":{"url":"https://x.example/alice-4711?token=1#a","referrer":"https://y.example/?q=a@b.example"},
                 "userAgent":"Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Mobile/15E148 Safari/604.1"}
                """),
            ALICE);
    assertThat(clean)
        .isEqualTo(
            json(
                """
                {"locale":"de-DE","campaign":{"source":"news"},"device":{"type":"ios"},
                 "page":{"url":"https://x.example/c_1","referrer":"https://y.example/"},
                 "client":{"browser":"Safari","system":"iOS","mobile":true}}
                """));
  }

  private static ObjectNode json(String text) {
    return EventJson.read(text.getBytes(StandardCharsets.UTF_8), ObjectNode.class);
  }
}
