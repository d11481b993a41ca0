-- The order in which merges and splits are decided, over all replicas.
create sequence identity_version;

-- Who was said to be whom, by what, and what came of it. Of a customer's pseudonyms the merges that
-- were not undone are a spanning tree: taking one away leaves two customers.
create table identity_history (
  id          bigint      primary key, -- of identity_version
  kind        text        not null
    check (kind in ('sign-in', 'alias', 'identifier', 'rotation', 'operator', 'split')),
  identifier  text,                    -- the type of a further identifier
  one_cid     text        not null,    -- the two that were said to be one person, or not to be
  other_cid   text        not null,
  from_cid    text        not null,    -- the customer that ended by it, or that a split left
  into_cid    text        not null,
  at          timestamptz not null,    -- when it was said
  recorded_at timestamptz not null,
  ended_by    bigint                   -- the split that undid this merge
);
create index identity_history_one on identity_history (one_cid, id);
create index identity_history_other on identity_history (other_cid, id);

insert into identity_history
select nextval('identity_version'), case when from_cid like 'a\_%' then 'sign-in' else 'alias' end, null,
  from_cid, into_cid, from_cid, into_cid, linked_at, linked_at, null
from (select * from identity_link order by linked_at) l;

-- Who gave which further identifier. Values are pseudonyms (i_…), the identifiers themselves are in
-- the vault only.
create table identity_identifier (
  iid     text        not null,
  cid     text        not null,
  type    text        not null,
  seen_at timestamptz not null,
  first   boolean     not null, -- of this value; one only, so that two at once wait for each other
  primary key (iid, cid)
);
create unique index identity_identifier_first on identity_identifier (iid) where first;
create index identity_identifier_cid on identity_identifier (cid, type);

-- Two who were split are not joined again, whatever is said.
create table identity_barrier (
  one_cid   text   not null,
  other_cid text   not null,
  split_id  bigint not null,
  primary key (one_cid, other_cid)
);
create index identity_barrier_other on identity_barrier (other_cid);

-- What every replica has to forget of what it remembers.
create table identity_split (
  id       bigint primary key,
  into_cid text   not null,
  members  text[] not null
);
