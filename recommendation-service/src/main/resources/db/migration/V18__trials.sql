-- The watch over a newly promoted model: some customers stay with the former one, and if the new
-- one does worse beyond chance the former is promoted again.
create table promotion_watch (
  model      text        not null,
  former     text        not null,
  started_at timestamptz not null, -- when the model was promoted
  ends_at    timestamptz not null,
  state      text        not null
    check (state in ('watching', 'passed', 'rolled-back', 'superseded', 'unwatched')),
  decided_at timestamptz,
  verdict    jsonb,
  primary key (model, started_at)
);
create unique index promotion_watch_one on promotion_watch (state) where state = 'watching';

-- What is tried out on customers.
create table experiment (
  name       text        primary key,
  definition jsonb       not null,
  state      text        not null check (state in ('draft', 'running', 'stopped')),
  created_at timestamptz not null,
  started_at timestamptz,
  stopped_at timestamptz
);

-- Answers by experiment and arm, with those that were empty or could not be made.
create table answer_count (
  experiment text   not null,
  arm        text   not null,
  answers    bigint not null,
  empty      bigint not null,
  failed     bigint not null,
  primary key (experiment, arm)
);
