package dev.parallax.kit;

import dev.parallax.kit.testing.HouseRules;

class KitArchitectureTest extends HouseRules {

  KitArchitectureTest() {
    super("dev.parallax.kit");
  }

  /** Not a test here: whom the kit shows something to lies in the other modules. */
  @Override
  protected void aFeatureShowsOnlyWhatOthersUse() {}
}
