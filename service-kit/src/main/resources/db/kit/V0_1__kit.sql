-- What every service keeps: events seen, events to announce, jobs, models.

create table inbox (
  topic       text        not null,
  event_id    text        not null,
  received_at timestamptz not null default now(),
  primary key (topic, event_id)
);
create index inbox_received_at on inbox using brin (received_at);

create table outbox (
  seq         bigint generated always as identity primary key,
  topic       text  not null,
  key         text  not null,
  event_id    text  not null,
  event_type  text  not null,
  occurred_at timestamptz not null,
  payload     bytea -- null: a tombstone
);

create table job (
  id           text        primary key,
  kind         text        not null,
  state        text        not null check (state in ('queued', 'running', 'succeeded', 'failed')),
  done         bigint      not null default 0,
  total        bigint      not null default 0,
  message      text,
  params       jsonb       not null,
  checkpoint   jsonb,
  result       jsonb,
  error        text,
  attempts     int         not null default 0,
  owner        text,
  heartbeat_at timestamptz,
  created_at   timestamptz not null,
  started_at   timestamptz,
  finished_at  timestamptz
);
create index job_open on job (created_at) where state in ('queued', 'running');
create index job_newest on job (created_at desc, id desc);

create table model (
  id          text        primary key,
  name        text        not null,
  state       text        not null check (state in ('candidate', 'champion', 'retired', 'rejected')),
  card        jsonb       not null,
  artifact    bytea       not null,
  created_at  timestamptz not null,
  promoted_at timestamptz
);
create unique index model_champion on model (name) where state = 'champion';
create index model_newest on model (created_at desc, id desc);
