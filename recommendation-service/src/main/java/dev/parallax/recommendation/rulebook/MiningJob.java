package dev.parallax.recommendation.rulebook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.job.JobContext;
import dev.parallax.kit.job.JobHandler;
import dev.parallax.recommendation.rule.RuleSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** Mines rules because somebody asks. After a crash it begins anew: nothing is half stored. */
@ApplicationScoped
class MiningJob implements JobHandler {
  static final String KIND = "mine-rules";

  private final RuleRefresh refresh;

  MiningJob(RuleRefresh refresh) {
    this.refresh = refresh;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode run(JobContext context) throws JsonProcessingException {
    MiningRequest request = EventJson.mapper().treeToValue(context.params(), MiningRequest.class);
    List<RuleSource> sources = Stream.of(RuleSource.values()).filter(request::isFor).toList();
    ObjectNode result = EventJson.mapper().createObjectNode();
    for (RuleSource source : sources) {
      context.progress(
          sources.indexOf(source), sources.size(), "mining the rules of " + source.wireName());
      result.set(source.wireName(), result(refresh.mine(source, request)));
    }
    return result;
  }

  private static ObjectNode result(RuleKeeper.Refreshed refreshed) {
    RuleBook.Mined mined = refreshed.mined();
    ObjectNode result = EventJson.mapper().createObjectNode();
    result.put("baskets", mined.baskets());
    result.put("itemsets", mined.itemsets().size());
    result.put("rules", mined.found().rules().size());
    result.put("confident", mined.found().confident());
    result.put("tested", mined.found().tested());
    result.set("minBaskets", EventJson.mapper().valueToTree(mined.minCounts()));
    result.set("leftOut", EventJson.mapper().valueToTree(LeftOut.ofRules(mined)));
    result.put("changed", refreshed.changed());
    result.put("incremental", refreshed.incremental());
    return result;
  }
}
