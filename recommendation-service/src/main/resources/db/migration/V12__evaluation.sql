-- Evaluations of uploaded interactions; the id is that of the job.
create table evaluation (
  id           text        primary key,
  name         text,
  request      jsonb       not null,
  interactions bigint      not null,
  created_at   timestamptz not null,
  result       jsonb -- once there is one
);
create index evaluation_newest on evaluation (created_at desc, id desc);

-- What was uploaded: numbers of users and items, ratings and times. Deleted when the job is over.
create table evaluation_block (
  evaluation_id text  not null references evaluation on delete cascade,
  no            int   not null,
  bytes         bytea not null,
  primary key (evaluation_id, no)
);

-- The whole table that a model was chosen by.
create table model_evaluation (
  model_id text  primary key references model on delete cascade,
  result   jsonb not null
);
