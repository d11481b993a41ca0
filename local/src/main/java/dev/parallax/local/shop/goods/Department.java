package dev.parallax.local.shop.goods;

import java.util.List;
import java.util.Objects;

/**
 * A product category.
 *
 * @param name as it stands in the catalog and in events
 * @param chinese the name in Chinese, for customers who write Chinese
 * @param nouns what is in it
 * @param typicalPriceMinor median price in minor units
 */
public record Department(String name, String chinese, List<String> nouns, int typicalPriceMinor) {

  public Department {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(chinese, "chinese");
    nouns = List.copyOf(nouns);
    if (typicalPriceMinor <= 0) {
      throw new IllegalArgumentException("typicalPriceMinor must be positive");
    }
  }

  private static Department of(String name, String chinese, int price, String... nouns) {
    return new Department(name, chinese, List.of(nouns), price);
  }

  /**
   * The eleven categories that the shop does well. Kinds of customers have tastes in this order.
   */
  public static final List<Department> USUAL =
      List.of(
          of(
              "Fresh produce",
              "生鲜果蔬",
              190,
              "apples",
              "bananas",
              "tomatoes",
              "potatoes",
              "carrots",
              "spinach",
              "lemons",
              "grapes",
              "onions",
              "peppers",
              "pears",
              "herbs"),
          of(
              "Bakery",
              "烘焙",
              240,
              "sourdough",
              "baguette",
              "croissants",
              "rye bread",
              "muffins",
              "bagels",
              "brioche",
              "scones",
              "rolls",
              "cookies",
              "flatbread",
              "cake"),
          of(
              "Dairy and eggs",
              "乳品蛋类",
              260,
              "milk",
              "butter",
              "yoghurt",
              "cheddar",
              "eggs",
              "cream",
              "mozzarella",
              "kefir",
              "feta",
              "quark",
              "brie",
              "custard"),
          of(
              "Pantry",
              "粮油干货",
              320,
              "rice",
              "spaghetti",
              "olive oil",
              "flour",
              "lentils",
              "tomato sauce",
              "oats",
              "honey",
              "soy sauce",
              "beans",
              "noodles",
              "spices"),
          of(
              "Drinks",
              "饮料",
              350,
              "coffee",
              "green tea",
              "orange juice",
              "sparkling water",
              "lemonade",
              "black tea",
              "cocoa",
              "cider",
              "oat drink",
              "tonic",
              "cola",
              "syrup"),
          of(
              "Household",
              "家居清洁",
              480,
              "detergent",
              "paper towels",
              "sponges",
              "bin bags",
              "soap",
              "candles",
              "batteries",
              "bleach",
              "toilet paper",
              "foil",
              "mop",
              "air freshener"),
          of(
              "Baby and toys",
              "母婴玩具",
              990,
              "nappies",
              "wipes",
              "building blocks",
              "puzzle",
              "baby bottle",
              "soft toy",
              "crayons",
              "bib",
              "rattle",
              "board game",
              "doll",
              "bath toy"),
          of(
              "Kitchenware",
              "厨房用品",
              1450,
              "frying pan",
              "chef's knife",
              "mug set",
              "baking tray",
              "colander",
              "teapot",
              "chopping board",
              "whisk",
              "lunch box",
              "kettle",
              "wok",
              "scales"),
          of(
              "Electronics",
              "数码电子",
              7900,
              "tablet",
              "power bank",
              "smart watch",
              "keyboard",
              "router",
              "webcam",
              "e-reader",
              "monitor",
              "hard drive",
              "mouse",
              "charger",
              "smart lamp"),
          of(
              "Audio and photo",
              "影音摄影",
              6900,
              "headphones",
              "speaker",
              "microphone",
              "camera",
              "tripod",
              "earbuds",
              "soundbar",
              "lens",
              "turntable",
              "memory card",
              "radio",
              "gimbal"),
          of(
              "Garden and outdoor",
              "园艺户外",
              1650,
              "plant pot",
              "seeds",
              "watering can",
              "gloves",
              "lantern",
              "hammock",
              "tent",
              "barbecue",
              "secateurs",
              "compost",
              "bench",
              "cool box"));

  /** Needs that a shop may overlook; the seed decides which one this shop barely offers. */
  public static final List<Department> OVERLOOKED =
      List.of(
          of("Pet supplies", "宠物用品", 890, "dog food", "cat litter", "bird seed", "leash"),
          of(
              "Gluten-free",
              "无麸质食品",
              420,
              "gluten-free bread",
              "gluten-free pasta",
              "gluten-free flour",
              "gluten-free biscuits"),
          of(
              "Large sizes",
              "大码服饰",
              2900,
              "wide shoes",
              "large raincoat",
              "long jeans",
              "large gloves"),
          of(
              "Repair and spares",
              "维修配件",
              1150,
              "pan handle",
              "blender seal",
              "spare blade",
              "kettle filter"));
}
