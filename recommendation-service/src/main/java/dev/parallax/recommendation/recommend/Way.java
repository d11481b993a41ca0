package dev.parallax.recommendation.recommend;

import dev.parallax.kit.model.Champion;
import dev.parallax.recommendation.offer.Offer;
import dev.parallax.recommendation.ranker.ChoiceModel;

/**
 * What one list is made of.
 *
 * @param ranker puts the candidates into order, null for none
 */
record Way(Offer offer, Champion.Loaded<ChoiceModel> ranker) {}
