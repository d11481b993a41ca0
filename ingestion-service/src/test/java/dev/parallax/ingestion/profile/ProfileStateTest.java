package dev.parallax.ingestion.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.profile.Answer;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.ingestion.call.FieldPath;
import dev.parallax.ingestion.call.Treatment;
import dev.parallax.kit.consent.ConsentPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ProfileStateTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void aLateEventNeverUndoesANewerAnswer() {
    ProfileState state = ProfileState.empty();
    assertThat(state.apply(consent(false, 20))).isTrue();
    assertThat(state.apply(consent(true, 10))).isFalse();
    assertThat(event(state).consent()).isEqualTo(Map.of(Purpose.MARKETING, false));
  }

  @Test
  void aRepeatMovesTheTimeButIsNotAnnounced() {
    ProfileState state = ProfileState.parse(stored(trait("plan", "gold", 10)));
    assertThat(state.isDirty()).isFalse();
    assertThat(state.apply(trait("plan", "gold", 20))).isFalse();
    assertThat(state.isDirty()).isTrue();
    assertThat(state.apply(trait("plan", "silver", 15))).isFalse();
    assertThat(event(state).traits()).isEqualTo(Map.of("plan", "gold"));
  }

  @Test
  void aNumberThatNoReaderTakesCostsItsTraitAndNotTheProfile() {
    String vast = "0".repeat(1001) + "1";
    ProfileState state =
        ProfileState.parse(
            "{\"traits\":{\"x\":{\"v\":[1%s],\"t\":1},\"y\":{\"v\":0.%s,\"t\":1},\"plan\":{\"v\":2.5,\"t\":1}}}"
                .formatted(vast, vast));
    assertThat(event(state).traits()).isEqualTo(Map.of("plan", new java.math.BigDecimal("2.5")));
    assertThat(state.apply(consent(false, 20))).isTrue();
    assertThat(ProfileState.parse(state.toJson()).answers()).hasSize(1);
  }

  @Test
  void whatThePlanKeepsBackDoesNotGoOutHoweverLongItIsStored() {
    FieldPath personal = new FieldPath(List.of("card"));
    FieldPath tied = new FieldPath(List.of("ad", "seen"));
    Treatment marks = new Treatment(List.of(), List.of(personal), Map.of(tied, Purpose.MARKETING));
    ProfileState state = ProfileState.empty();
    state.apply(trait("card", "1", 10));
    ObjectNode nested = JsonNodeFactory.instance.objectNode();
    nested.putObject("ad").put("seen", "x").put("kind", "y");
    state.apply(ProfileUpdate.ofTraits("c_1", nested, NOON));
    state.apply(consent(true, 20));
    assertThat(event(state, marks).traits())
        .isEqualTo(Map.of("ad", Map.of("seen", "x", "kind", "y")));
    state.apply(consent(false, 30));
    assertThat(event(state, marks).traits()).isEqualTo(Map.of("ad", Map.of("kind", "y")));
    state.apply(consent(true, 40));
    assertThat(event(state, marks).traits())
        .as("it is only kept back")
        .isEqualTo(Map.of("ad", Map.of("seen", "x", "kind", "y")));
  }

  @Test
  void aTraitThatWasTakenAwayDoesNotComeBackWithALateEvent() {
    ProfileState state = ProfileState.empty();
    state.apply(trait("plan", "gold", 10));
    ObjectNode none = JsonNodeFactory.instance.objectNode();
    none.putNull("plan");
    assertThat(state.apply(ProfileUpdate.ofTraits("c_1", none, NOON.plusSeconds(30)))).isTrue();
    assertThat(state.apply(trait("plan", "gold", 20))).isFalse();
    assertThat(event(state).traits()).isEmpty();
  }

  @Test
  void whoeverSendsTooManyTraitsLosesTheOldest() {
    ProfileState state = ProfileState.empty();
    for (int i = 0; i <= ProfileState.MOST_TRAITS; i++) {
      state.apply(trait("t" + i, "x", i));
    }
    assertThat(event(state).traits()).hasSize(ProfileState.MOST_TRAITS).doesNotContainKey("t0");
  }

  @Test
  void aMergeAnnouncesTheAnswerThatStandsWithTheTimeItWasLastGiven() {
    ProfileState customer = ProfileState.empty();
    customer.apply(consent(true, 0));
    assertThat(customer.apply(consent(true, 20))).isFalse();
    ProfileState visitor = ProfileState.empty();
    visitor.apply(consent(false, 10));
    assertThat(customer.absorb(visitor)).isTrue();
    assertThat(event(customer).answer(Purpose.MARKETING))
        .contains(new Answer(true, NOON.plusSeconds(20)));
    assertThat(customer.absorb(customer)).isFalse();
  }

  @Test
  void ofTwoAnswersAtOnceTheRefusalStands() {
    for (boolean first : new boolean[] {true, false}) {
      ProfileState state = ProfileState.empty();
      state.apply(consent(first, 10));
      state.apply(consent(!first, 10));
      assertThat(event(state).consent()).isEqualTo(Map.of(Purpose.MARKETING, false));
    }
  }

  @Property(tries = 100, seed = "42")
  void anyOrderOfArrivalEndsInTheSameState(@ForAll long seed) {
    Random random = new Random(seed);
    List<ProfileUpdate> updates = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      updates.add(
          random.nextBoolean()
              ? trait("t" + random.nextInt(3), "v" + random.nextInt(3), i)
              : decision(random.nextBoolean(), i));
    }
    CustomerProfileChanged inOrder = event(applied(updates));
    Collections.shuffle(updates, random);
    assertThat(event(applied(updates))).isEqualTo(inOrder);
    ProfileState left = applied(updates.subList(0, 10));
    left.absorb(applied(updates.subList(10, 20)));
    assertThat(event(left)).isEqualTo(inOrder);
  }

  @Property(tries = 100, seed = "42")
  void anyOrderOfCallsEndsWithTheSameAnswer(@ForAll long seed) {
    Random random = new Random(seed);
    List<ProfileUpdate> updates = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      updates.add(consent(random.nextBoolean(), i));
    }
    Map<Purpose, Boolean> inOrder = event(applied(updates)).consent();
    Collections.shuffle(updates, random);
    assertThat(event(applied(updates)).consent()).isEqualTo(inOrder);
    ProfileState left = applied(updates.subList(0, 6));
    left.absorb(applied(updates.subList(6, 12)));
    assertThat(event(left).consent()).isEqualTo(inOrder);
  }

  /** Consumers keep the answer with the latest time, and hear only of changes. */
  @Property(tries = 200, seed = "42")
  void whoHearsOnlyOfChangesEndsWithTheAnswerThatStands(@ForAll long seed) {
    Random random = new Random(seed);
    ProfileState state = ProfileState.empty();
    Optional<Answer> heard = Optional.empty();
    for (int i = 0; i < 30; i++) {
      int at = random.nextInt(20);
      ProfileUpdate update =
          switch (random.nextInt(5)) {
            case 0 -> signal(at);
            case 1, 2 -> decision(random.nextBoolean(), at);
            default -> consent(random.nextBoolean(), at);
          };
      if (state.apply(update)) {
        Answer told = event(state).answer(Purpose.MARKETING).orElseThrow();
        heard = Optional.of(heard.map(known -> known.and(told)).orElse(told));
      }
    }
    assertThat(heard.map(Answer::agreed))
        .isEqualTo(event(state).answer(Purpose.MARKETING).map(Answer::agreed));
  }

  @Test
  void aCallThatRepeatsAnOldYesDoesNotUndoAWithdrawal() {
    ProfileState state = ProfileState.empty();
    state.apply(consent(true, 0));
    state.apply(decision(false, 10));
    assertThat(state.apply(consent(true, 20))).isFalse();
    assertThat(agreed(state)).isFalse();
    state.apply(consent(false, 30));
    assertThat(state.apply(consent(true, 40))).isTrue();
    assertThat(agreed(state)).isTrue();
    assertThat(state.given()).hasSize(3);
  }

  @Test
  void aSignalRefusesOnceAndALaterYesStands() {
    ProfileState state = ProfileState.empty();
    state.apply(consent(true, 0));
    assertThat(state.apply(signal(10))).isTrue();
    assertThat(state.apply(consent(true, 11))).isFalse();
    assertThat(agreed(state)).isFalse();
    state.apply(decision(true, 20));
    assertThat(state.apply(signal(30))).isFalse();
    assertThat(agreed(state)).isTrue();
    assertThat(state.said().knows(Map.of(), Set.of(Purpose.MARKETING), Instant.EPOCH)).isTrue();
    assertThat(state.said().knows(Map.of(), Set.of(Purpose.ANALYTICS), Instant.EPOCH)).isFalse();
  }

  @Property
  void whatTheFirmRefusedStandsAgainstAnybodysYesInWhateverOrderTheyCome(@ForAll Random random) {
    List<ProfileUpdate> updates =
        new ArrayList<>(
            List.of(
                decision(false, 10),
                anybodys(true, true, 20),
                anybodys(false, true, 25),
                anybodys(true, false, 30),
                anybodys(false, false, 35),
                anybodys(true, true, 40),
                anybodys(false, true, 45)));
    Collections.shuffle(updates, random);
    int merged = random.nextInt(updates.size());
    ProfileState state = applied(updates.subList(0, merged));
    state.absorb(applied(updates.subList(merged, updates.size())));
    assertThat(agreed(state)).isFalse();
    state.apply(decision(true, 50));
    assertThat(agreed(state)).as("until the firm records another").isTrue();
  }

  @Test
  void whatWasStoredBeforeAnswersWereToldApartStillStands() {
    ProfileState state =
        ProfileState.parse(
            "{\"traits\":{},\"consent\":{\"marketing\":{\"v\":false,\"t\":%d}}}"
                .formatted(NOON.plusSeconds(10).toEpochMilli()));
    state.apply(decision(true, 5));
    assertThat(agreed(state)).isFalse();
    state.apply(decision(true, 15));
    assertThat(agreed(ProfileState.parse(state.toJson()))).isTrue();
  }

  private static boolean agreed(ProfileState state) {
    return event(state).consent().get(Purpose.MARKETING);
  }

  private static ProfileState applied(List<ProfileUpdate> updates) {
    ProfileState state = ProfileState.empty();
    updates.forEach(state::apply);
    return state;
  }

  private static String stored(ProfileUpdate update) {
    ProfileState state = ProfileState.empty();
    state.apply(update);
    return state.toJson();
  }

  private static CustomerProfileChanged event(ProfileState state) {
    return event(state, Treatment.NONE);
  }

  private static CustomerProfileChanged event(ProfileState state, Treatment marks) {
    return state.toEvent("c_1", 1, NOON, marks, new ConsentPolicy(Set.of()));
  }

  private static ProfileUpdate trait(String name, String value, int seconds) {
    return ProfileUpdate.ofTraits(
        "c_1", JsonNodeFactory.instance.objectNode().put(name, value), NOON.plusSeconds(seconds));
  }

  /** Carried along by a call. */
  private static ProfileUpdate consent(boolean answer, int seconds) {
    return answer(Way.SEGMENT_CALL, false, answer, seconds);
  }

  /** Told deliberately. */
  private static ProfileUpdate decision(boolean answer, int seconds) {
    return answer(Way.API, true, answer, seconds);
  }

  /** With a key that anybody may have read. */
  private static ProfileUpdate anybodys(boolean deliberate, boolean answer, int seconds) {
    return answer(Way.SEGMENT_CALL, deliberate, answer, seconds).by(new Voice(false, null));
  }

  private static ProfileUpdate signal(int seconds) {
    return answer(Way.GPC, false, false, seconds);
  }

  private static ProfileUpdate answer(Way way, boolean deliberate, boolean answer, int seconds) {
    return ProfileUpdate.ofAnswers(
        "c_1",
        Map.of(Purpose.MARKETING, answer),
        NOON.plusSeconds(seconds),
        new Evidence(way, deliberate, true, "shop", NOON, Map.of(), null, null, null, null));
  }
}
