package dev.parallax.recommendation.benchmark;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parallax.kit.job.Job;
import dev.parallax.recommendation.evaluation.ResultTable;
import java.time.Instant;

/**
 * An evaluation as callers see it.
 *
 * @param id that of its job, too
 * @param name as the caller gave it, null for none
 * @param interactions of the file
 * @param done of {@code total}
 * @param message what it does at the moment
 * @param error why it failed, in plain words
 * @param result once it has succeeded
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvaluationView(
    String id,
    String name,
    Job.State state,
    long done,
    long total,
    String message,
    String error,
    Instant createdAt,
    Instant finishedAt,
    long interactions,
    EvaluationRequest request,
    ResultTable result) {}
