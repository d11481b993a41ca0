package dev.parallax.fraud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.contracts.wire.EventJson;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the topology keeps of an erased customer's card, and of what is late. */
class ErasureTest extends TopologyFixture {
  @Test
  void theCardTheDecisionsAndTheCardOnItsDeviceAreForgottenAndOthersStay() {
    TransactionRecorded theirs = payment("k_1", NOW, "10", "T1", "d_1", "c_1");
    decide(theirs);
    decide(payment("k_2", NOW, "10", "T1", "d_1", "c_2"));
    assertThat(device("k_3")).isEqualTo(2);

    erase("c_1", "k_1", theirs);

    assertThat(driver.getKeyValueStore(Names.CARD_STORE).get("k_1")).isNull();
    assertThat(driver.getKeyValueStore(Names.CARD_STORE).get("k_2")).isNotNull();
    assertThat(driver.getKeyValueStore(Names.DECIDED_STORE).get(theirs.id())).isNull();
    assertThat(device("k_4")).as("k_2 and k_3 are left").isEqualTo(2);
  }

  @Test
  void whatIsLateIsPassedOverAndWhatIsReceivedLaterIsAStrangers() {
    TransactionRecorded theirs = payment("k_1", NOW, "10", "T1", null, "c_1");
    decide(theirs);
    erase("c_1", "k_1", theirs);

    transactions.pipeInput("k_1", EventJson.write(theirs));
    assertThat(decisions.isEmpty()).isTrue();
    assertThat(driver.getKeyValueStore(Names.CARD_STORE).get("k_1")).isNull();

    assertThat(decide(payment("k_1", NOW.plusSeconds(1), "10", "T1", null, "c_1")).features())
        .containsEntry("newCard", 1.0);
  }

  @Test
  void aMergeThatIsLateLinksNobody() {
    erase("c_2", "k_1", payment("k_1", NOW, "10", "T1", null, "c_2"));
    input(Topics.IDENTITY_MERGES)
        .pipeInput("c_1", EventJson.write(new IdentitiesMerged("m1", "c_1", "c_2", NOW)));
    assertThat(driver.getKeyValueStore(Names.LINK_STORE).get("c_1")).isNull();

    input(Topics.IDENTITY_MERGES)
        .pipeInput(
            "c_1", EventJson.write(new IdentitiesMerged("m2", "c_1", "c_2", NOW.plusSeconds(1))));
    assertThat(driver.getKeyValueStore(Names.LINK_STORE).get("c_1")).isNotNull();
  }

  private void erase(String cid, String account, TransactionRecorded transaction) {
    input(Names.ERASED).pipeInput(cid, EventJson.write(new CustomerErased("e1", cid, NOW)));
    input(Names.ERASURES)
        .pipeInput(
            account,
            EventJson.write(
                new CardErased(
                    "e2",
                    account,
                    List.of(transaction.id()),
                    transaction.device() == null ? List.of() : List.of(transaction.device()),
                    NOW)));
  }

  /** How many other cards a new card meets on the device. */
  private double device(String account) {
    return decide(payment(account, NOW, "10", "T1", "d_1", "c_of_" + account))
        .features()
        .get("deviceCards7d");
  }
}
