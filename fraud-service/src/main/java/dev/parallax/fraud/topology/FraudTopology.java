package dev.parallax.fraud.topology;

import dev.parallax.contracts.Topics;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The wiring: transactions and labels by account on one side, terminals and devices by their own
 * key on the other, and compacted profiles on the way back. Beside them, who is the same customer.
 */
final class FraudTopology {
  private static final StringDeserializer KEYS = new StringDeserializer();
  private static final ByteArrayDeserializer VALUES = new ByteArrayDeserializer();
  private static final StringSerializer KEYS_OUT = new StringSerializer();
  private static final ByteArraySerializer VALUES_OUT = new ByteArraySerializer();

  private FraudTopology() {}

  static Topology build(Decision decision) {
    Topology topology = new Topology();
    copy(topology, Names.PROFILE_STORE, Names.PROFILES);
    copy(topology, Names.CONSENT_STORE, Topics.CUSTOMER_PROFILES);
    copy(topology, Names.LINK_STORE, Names.LINKS);
    copy(topology, Names.ERASED_STORE, Names.ERASED);

    topology
        .addSource("transaction-source", KEYS, VALUES, Topics.TRANSACTIONS)
        .addProcessor("decide", () -> new TransactionProcessor(decision), "transaction-source")
        .addSource("label-source", KEYS, VALUES, Topics.FRAUD_LABELS)
        .addProcessor("label", () -> new LabelProcessor(decision.clock()), "label-source")
        .addSource("erasure-source", KEYS, VALUES, Names.ERASURES)
        .addProcessor("forget", () -> new ForgetProcessor(decision.clock()), "erasure-source")
        .addStateStore(store(Names.CARD_STORE), "decide", "label", "forget")
        .addStateStore(store(Names.DECIDED_STORE), "decide", "forget")
        .addSink(Names.DECISION_SINK, Topics.FRAUD_DECISIONS, KEYS_OUT, VALUES_OUT, "decide")
        .addSink(
            Names.DEAD_LETTER_SINK,
            Topics.deadLetter(Topics.TRANSACTIONS),
            KEYS_OUT,
            VALUES_OUT,
            "decide")
        .addSink(
            Names.LABEL_DEAD_LETTER_SINK,
            Topics.deadLetter(Topics.FRAUD_LABELS),
            KEYS_OUT,
            VALUES_OUT,
            "label")
        .addSink(
            Names.SIGHTING_SINK,
            Names.SIGHTINGS,
            KEYS_OUT,
            VALUES_OUT,
            "decide",
            "label",
            "forget");

    topology
        .addSource("sighting-source", KEYS, VALUES, Names.SIGHTINGS)
        .addProcessor("subject", () -> new SubjectProcessor(decision.clock()), "sighting-source")
        .addStateStore(store(Names.SUBJECT_STORE), "subject")
        .addSink(Names.PROFILE_SINK, Names.PROFILES, KEYS_OUT, VALUES_OUT, "subject");

    topology
        .addSource("merge-source", KEYS, VALUES, Topics.IDENTITY_MERGES)
        .addProcessor("merge", () -> new MergeProcessor(decision.clock()), "merge-source")
        .addSource("split-source", KEYS, VALUES, Topics.IDENTITY_SPLITS)
        .addProcessor("split", () -> new SplitProcessor(decision.clock()), "split-source")
        .addSink(Names.LINK_SINK, Names.LINKS, KEYS_OUT, VALUES_OUT, "merge", "split")
        .addSink(
            Names.SPLIT_DEAD_LETTER_SINK,
            Topics.deadLetter(Topics.IDENTITY_SPLITS),
            KEYS_OUT,
            VALUES_OUT,
            "split")
        .addSink(
            Names.MERGE_DEAD_LETTER_SINK,
            Topics.deadLetter(Topics.IDENTITY_MERGES),
            KEYS_OUT,
            VALUES_OUT,
            "merge");
    return topology;
  }

  private static void copy(Topology topology, String store, String topic) {
    topology.addGlobalStore(
        store(store).withLoggingDisabled(),
        store + "-source",
        KEYS,
        VALUES,
        topic,
        store + "-update",
        () -> new GlobalUpdate(store));
  }

  /** Without a cache: a decision must be on the log when it is made, not when a cache is full. */
  private static StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(Map.of());
  }
}
