-- Whom a file may name: a Bloom filter in blocks of 32 bytes, of which an erasure reads one for each pseudonym.
-- Null: not known yet, as of files from before.
alter table archive_file add column people bytea;
alter table archive_file alter column people set storage external;

-- Who is to be taken out of the archive, and what came of it. Each has a job; one pass through the files serves all that
-- wait when it begins. Accounts: of theirs, whose payments name nobody.
create table archive_erasure (
  job       text   primary key,
  cids      text[] not null,
  accounts  text[] not null default '{}',
  state     text   not null default 'open' check (state in ('open', 'done', 'failed')),
  pass      text,
  rewritten bigint not null default 0,
  events    bigint not null default 0,
  error     text
);
create index archive_erasure_open on archive_erasure (job) where state = 'open';

insert into archive_erasure (job, cids, state, rewritten, events)
  select id, array(select jsonb_array_elements_text(params -> 'cids')),
    case state when 'succeeded' then 'done' when 'failed' then 'failed' else 'open' end,
    coalesce((result ->> 'rewritten')::bigint, 0), coalesce((result ->> 'events')::bigint, 0)
  from job where kind = 'archive-erasure';
update job set checkpoint = null where kind = 'archive-erasure' and state in ('queued', 'running');
