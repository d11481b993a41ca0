-- Transactions, what was decided on them, what became of them, and the rules.

create table transaction (
  id          text        primary key,
  cid         text,
  account     text        not null,
  kind        text        not null,
  amount      numeric     not null,
  currency    text        not null,
  terminal    text,
  device      text,
  country     text,
  channel     text,
  order_id    text,
  occurred_at timestamptz not null,
  received_at timestamptz not null
);
create index transaction_occurred_at on transaction (occurred_at, id);

create table decision (
  transaction_id text             primary key,
  id             text             not null,
  cid            text,
  account        text             not null,
  amount         numeric          not null,
  currency       text             not null,
  outcome        text             not null check (outcome in ('approve', 'review', 'decline')),
  probability    double precision not null check (probability between 0 and 1),
  reasons        jsonb            not null,
  rules          jsonb            not null,
  model_version  text             not null,
  fallback       boolean          not null,
  occurred_at    timestamptz      not null,
  decided_at     timestamptz      not null,
  features       jsonb            not null
);
create index decision_newest on decision (decided_at desc, transaction_id desc);
create index decision_newest_suspect on decision (outcome, decided_at desc, transaction_id desc)
  where outcome <> 'approve';

create table label (
  transaction_id text        primary key,
  fraud          boolean     not null,
  origin         text        not null check (origin in ('chargeback', 'analyst')),
  labelled_at    timestamptz not null,
  revision       bigint      not null,
  announced      boolean     not null
);
create index label_unannounced on label (transaction_id) where not announced;

create table rule (
  name           text        primary key,
  expression     text        not null,
  outcome        text        not null check (outcome in ('review', 'decline')),
  description_en text        not null,
  description_zh text        not null,
  enabled        boolean     not null,
  updated_at     timestamptz not null
);

insert into rule (name, expression, outcome, description_en, description_zh, enabled, updated_at) values
  ('amount-far-above-habit',
   'cardCount30d >= 5 && amountZ30d > 6.0 && amountToMean30d > 4.0', 'review',
   'the amount is far above what this card usually pays', '金额远高于该卡的平常水平', true, '2026-01-01T00:00:00Z'),
  ('many-in-an-hour',
   'cardCount1h >= 8', 'review',
   'many payments of one card within an hour', '同一张卡一小时内多次交易', true, '2026-01-01T00:00:00Z'),
  ('terminal-with-frauds',
   'terminalCount7d >= 3 && terminalFraudRate7d > 0.5', 'review',
   'most recent payments at this terminal turned out to be fraud', '该终端近期的交易多为欺诈', true, '2026-01-01T00:00:00Z'),
  ('device-of-many-cards',
   'deviceCards7d >= 4', 'review',
   'one device was used with many cards within a week', '同一设备一周内使用多张卡', true, '2026-01-01T00:00:00Z');
