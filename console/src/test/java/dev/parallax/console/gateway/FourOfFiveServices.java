package dev.parallax.console.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;

/** Upstreams for all services but experience, which is away; fraud answers but is not ready. */
public class FourOfFiveServices implements QuarkusTestResourceLifecycleManager {
  private Vertx vertx;

  @Override
  public Map<String, String> start() {
    vertx = Vertx.vertx();
    Map<String, String> config = new HashMap<>();
    for (String name : new String[] {"ingestion", "segmentation", "recommendation", "fraud"}) {
      config.put("parallax.upstreams." + name, "http://127.0.0.1:" + Upstream.start(vertx, name));
    }
    config.put("parallax.upstreams.experience", "http://127.0.0.1:1");
    config.put("parallax.gateway.answer-timeout", "1s");
    config.put("parallax.gateway.upload-answer-timeout", "2s");
    return config;
  }

  @Override
  public void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
