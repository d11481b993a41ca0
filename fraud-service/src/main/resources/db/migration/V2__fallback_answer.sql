-- What a caller was answered because the decision did not come in time; the first answer of a transaction.

create table fallback_answer (
  transaction_id text        primary key,
  answer         jsonb       not null,
  answered_at    timestamptz not null
);
