-- The files of the archive and up to where each partition is in them: both change in one transaction.
create table archive_file (
  path       text        primary key,
  topic      text        not null,
  hour       timestamptz not null,
  draft      text, -- null: published
  first_time timestamptz not null,
  last_time  timestamptz not null,
  row_count  bigint      not null,
  bytes      bigint      not null,
  created_at timestamptz not null
);
create index archive_file_time on archive_file (topic, last_time);
create index archive_file_draft on archive_file (draft) where draft is not null;

create table archive_offset (
  topic       text   not null,
  partition   int    not null,
  next_offset bigint not null,
  primary key (topic, partition)
);

-- How often the replicas were asked to close their files at once.
create table archive_flush (
  id        int    primary key check (id = 1),
  requested bigint not null
);
