-- What events are to be like. A version never changes; the newest of an event counts.
create table tracking_plan (
  event_key   text        not null, -- the same for all spellings of the name
  version     int         not null,
  event       text        not null,
  policy      text        not null,
  description text,
  schema      text        not null, -- text, so that it comes back as it was written
  forced      boolean     not null,
  created_at  timestamptz not null,
  primary key (event_key, version)
);

-- Moves with every version, so that replicas see by one row whether there is something new. Whoever writes a version
-- holds it, so that two writers do not make the same one.
create table tracking_plan_revision (
  id       int    primary key check (id = 1),
  revision bigint not null
);
insert into tracking_plan_revision (id, revision) values (1, 0);

-- Schemas worked out from what was seen, until somebody accepts them.
create table tracking_plan_draft (
  event_key  text        primary key,
  event      text        not null,
  schema     text        not null,
  observed   bigint      not null,
  created_at timestamptz not null
);

-- Events that were not as the plan says, counted; added up over the replicas.
create table plan_violation (
  event      text        not null,
  version    int         not null,
  policy     text        not null,
  field      text        not null,
  code       text        not null,
  count      bigint      not null,
  first_seen timestamptz not null,
  last_seen  timestamptz not null,
  primary key (event, version, policy, field, code)
);
create index plan_violation_last on plan_violation (last_seen desc);
