package dev.parallax.kit.testing;

import io.quarkus.test.common.WithTestResource;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The test's application runs against a real Kafka and a real PostgreSQL. */
@WithTestResource(RealPostgres.class)
@WithTestResource(RealKafka.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface WithRealServers {}
