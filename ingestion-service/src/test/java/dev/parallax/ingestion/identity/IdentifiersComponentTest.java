package dev.parallax.ingestion.identity;

import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.identity.SplitComponentTest.identity;
import static dev.parallax.ingestion.identity.SplitComponentTest.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.kit.pseudonym.Cid;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What joins people, and what does not. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class IdentifiersComponentTest {
  private final Pseudonyms pseudonyms = new Pseudonyms(RealPostgres.PSEUDONYM_SECRET);
  private final String run = UUID.randomUUID().toString();
  private final String ann = "ann-" + run;
  private final String ben = "ben-" + run;
  private final String card = "card-" + run;

  @Test
  void placeholdersJoinNobody() {
    post(
        "identify", "{'userId':'null','anonymousId':'p1-%s','traits':{'loyaltyCard':'0000'}}", run);
    post(
        "identify", "{'userId':'NULL','anonymousId':'p2-%s','traits':{'loyaltyCard':'0000'}}", run);
    post("track", "{'userId':'%s','anonymousId':'00000000','event':'X'}", ann);
    post("track", "{'userId':'%s','anonymousId':'00000000','event':'X'}", ben);
    assertThat(
            query(
                "select count(*) from identity_link where from_cid = any(array[?, ?, ?])",
                anonymous("p1-"),
                anonymous("p2-"),
                pseudonyms.anonymous("00000000")))
        .isEqualTo("0");
  }

  @Test
  void aCardThatTooManyGiveJoinsNoMore() {
    for (int i = 0; i < 5; i++) {
      post("identify", "{'userId':'u" + i + "-%s','traits':{'loyaltyCard':'%s'}}", run, card);
    }
    String fifth = pseudonyms.customer("u4-" + run);
    assertThat(query("select count(*) from identity_link where from_cid = ?", fifth))
        .isEqualTo("0");
    List<String> first =
        List.of("u0-", "u1-", "u2-").stream().map(u -> pseudonyms.customer(u + run)).toList();
    String root = first.stream().min(Cid.SENIORITY).orElseThrow();
    assertThat(identity(root).getList("members")).hasSize(2);
  }

  @Test
  void anIdentifierThatIsSharedTellsOnlyWhoseAVisitorIs() {
    post("identify", "{'userId':'%s','traits':{'household':'h-%s'}}", ann, run);
    post(
        "page",
        "{'anonymousId':'h1-%s','context':{'externalIds':[{'type':'household','id':'h-%s','collection':'users','encoding':'none'}]}}",
        run,
        run);
    post("identify", "{'userId':'%s','traits':{'household':'h-%s'}}", ben, run);
    post(
        "page",
        "{'anonymousId':'h2-%s','context':{'externalIds':[{'type':'household','id':'h-%s'}]}}",
        run,
        run);
    String a = pseudonyms.customer(ann);
    assertThat(query("select into_cid from identity_link where from_cid = ?", anonymous("h1-")))
        .isEqualTo(a);
    assertThat(query("select into_cid from identity_link where from_cid = ?", anonymous("h2-")))
        .isNull();
    assertThat(identity(pseudonyms.customer(ben)).getString("cid")).isNotEqualTo(a);
  }

  private String anonymous(String prefix) {
    return pseudonyms.anonymous(prefix + run);
  }
}
