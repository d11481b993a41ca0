package dev.parallax.fraud.feature;

import dev.parallax.contracts.Phrase;

/**
 * The numbers a decision rests on, in the order of the vector and in natural units. Vectors are
 * stored with decisions by these names: add new ones at the end, never change what one means.
 */
public enum Feature {
  AMOUNT("amount", Unit.AMOUNT, "the amount", "金额"),
  AMOUNT_TO_MEAN_1D(
      "amountToMean1d", Unit.RATIO, "the amount against the card's mean of a day", "金额与该卡一日均值之比"),
  AMOUNT_TO_MEAN_7D(
      "amountToMean7d", Unit.RATIO, "the amount against the card's mean of 7 days", "金额与该卡七日均值之比"),
  AMOUNT_TO_MEAN_30D(
      "amountToMean30d",
      Unit.RATIO,
      "the amount against the card's mean of 30 days",
      "金额与该卡三十日均值之比"),
  AMOUNT_Z_7D(
      "amountZ7d", Unit.SCORE, "how unusual the amount is for the card's 7 days", "金额相对该卡七日习惯的偏离"),
  AMOUNT_Z_30D(
      "amountZ30d",
      Unit.SCORE,
      "how unusual the amount is for the card's 30 days",
      "金额相对该卡三十日习惯的偏离"),
  MEAN_7D_TO_30D(
      "mean7dToMean30d", Unit.RATIO, "the card's week against its month", "该卡近七日均值与三十日均值之比"),
  CARD_COUNT_1H("cardCount1h", Unit.COUNT, "payments of the card within an hour", "该卡一小时内的交易次数"),
  CARD_COUNT_1D("cardCount1d", Unit.COUNT, "payments of the card within a day", "该卡一日内的交易次数"),
  CARD_COUNT_7D("cardCount7d", Unit.COUNT, "payments of the card in 7 days", "该卡七日内的交易次数"),
  CARD_COUNT_30D("cardCount30d", Unit.COUNT, "payments of the card in 30 days", "该卡三十日内的交易次数"),
  SECONDS_SINCE_LAST(
      "secondsSinceLast", Unit.SECONDS, "time since the card's last payment", "距该卡上次交易的时间"),
  NIGHT("night", Unit.FLAG, "at night (0 to 6 UTC)", "是否夜间（UTC 0 至 6 点）"),
  WEEKEND("weekend", Unit.FLAG, "at the weekend (UTC)", "是否周末（UTC）"),
  NEW_CARD("newCard", Unit.FLAG, "whether the card was never seen before", "该卡是否首次出现"),
  NEW_TERMINAL("newTerminal", Unit.FLAG, "whether the terminal is new for the card", "终端对该卡是否陌生"),
  NEW_DEVICE("newDevice", Unit.FLAG, "whether the device is new for the card", "设备对该卡是否陌生"),
  OTHER_COUNTRY(
      "otherCountry", Unit.FLAG, "a change of country since the last payment", "与上次交易是否不同国家"),
  ONLINE("online", Unit.FLAG, "the channel (online or not)", "渠道（是否线上）"),
  TERMINAL_COUNT_1D(
      "terminalCount1d", Unit.COUNT, "payments at the terminal, a day a week ago", "终端一周前单日的交易次数"),
  TERMINAL_COUNT_7D(
      "terminalCount7d",
      Unit.COUNT,
      "payments at the terminal, 7 days until a week ago",
      "终端一周前七日的交易次数"),
  TERMINAL_COUNT_30D(
      "terminalCount30d",
      Unit.COUNT,
      "payments at the terminal, 30 days until a week ago",
      "终端一周前三十日的交易次数"),
  TERMINAL_FRAUD_RATE_1D(
      "terminalFraudRate1d",
      Unit.SHARE,
      "the terminal's share of fraud, a day a week ago",
      "终端一周前单日的欺诈占比"),
  TERMINAL_FRAUD_RATE_7D(
      "terminalFraudRate7d",
      Unit.SHARE,
      "the terminal's share of fraud, 7 days until a week ago",
      "终端一周前七日的欺诈占比"),
  TERMINAL_FRAUD_RATE_30D(
      "terminalFraudRate30d",
      Unit.SHARE,
      "the terminal's share of fraud, 30 days until a week ago",
      "终端一周前三十日的欺诈占比"),
  CARD_FRAUDS_30D(
      "cardFrauds30d",
      Unit.COUNT,
      "known frauds on the card, 30 days until a week ago",
      "该卡一周前三十日的已知欺诈"),
  DEVICE_CARDS_7D(
      "deviceCards7d", Unit.COUNT, "other cards on the same device in 7 days", "同一设备七日内的其他卡数");

  private final String wireName;
  private final Unit unit;
  private final Phrase phrase;

  Feature(String wireName, Unit unit, String en, String zh) {
    this.wireName = wireName;
    this.unit = unit;
    this.phrase = new Phrase(en, zh);
  }

  /** How many there are: the length of a vector. */
  public static int count() {
    return Vector.ALL.length;
  }

  /** In the order of the vector, without the copy {@code values()} makes. */
  public static Feature at(int index) {
    return Vector.ALL[index];
  }

  /** Camel case: the name in JSON and in rules. */
  public String wireName() {
    return wireName;
  }

  public Unit unit() {
    return unit;
  }

  /** How a linear model sees it. */
  public Scale scale() {
    return unit.scale();
  }

  /** A noun phrase for reasons. */
  public Phrase phrase() {
    return phrase;
  }

  /** Its value in a vector. */
  public double of(double[] vector) {
    return vector[ordinal()];
  }

  private static final class Vector {
    private static final Feature[] ALL = values();
  }
}
