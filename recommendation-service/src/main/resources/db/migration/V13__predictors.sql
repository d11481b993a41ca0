-- What is predicted, by name. Its models are in the registry; the number keeps those of one that was deleted apart from
-- those of its successor of the same name.
create table predictor (
  name       text        primary key,
  no         bigint      not null unique generated always as identity,
  created_at timestamptz not null
);

-- How each version came about and how good it is.
create table predictor_version (
  model_id   text        primary key,
  predictor  text        not null references predictor on delete cascade,
  report     jsonb       not null,
  created_at timestamptz not null
);
create index predictor_version_newest on predictor_version (predictor, created_at desc, model_id desc);

-- Files in parts: what waits to be learned from or predicted, and what was predicted. In the database, so that a job can
-- go on wherever it is taken over. What was uploaded goes with its job.
create table predictor_file (
  job_id     text        not null,
  kind       text        not null check (kind in ('upload', 'result')),
  part       int         not null,
  predictor  text        not null,
  bytes      bytea       not null,
  created_at timestamptz not null,
  primary key (job_id, kind, part)
);
create index predictor_file_created_at on predictor_file (created_at);
create index predictor_file_predictor on predictor_file (predictor);
