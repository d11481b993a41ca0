-- Who may send, what and how much. Sources that are configured (PARALLAX_WRITE_KEYS_<SOURCE>) are not here.
create table source (
  name        text        primary key,
  description text        not null,
  scopes      text[]      not null,
  origins     text[]      not null,
  rate        int, -- events per second; null: the default, as is burst
  burst       int,
  enabled     boolean     not null,
  created_at  timestamptz not null,
  changed_at  timestamptz not null
);

-- Their write keys, by SHA-256 only. A key that was revoked stays, so that one that turns up somewhere is recognised.
create table source_key (
  id           text        primary key,
  source       text        not null references source on delete cascade,
  prefix       text        not null,
  digest       bytea       not null unique,
  created_at   timestamptz not null,
  expires_at   timestamptz,
  revoked_at   timestamptz,
  last_used_at timestamptz
);
create index source_key_source on source_key (source, created_at);
