-- One key per customer, wrapped by the master key: whoever deletes it erases what the vault holds of them, wherever
-- copies of that lie. What was sealed before customers had keys (its ciphertext names the master key) gets one when it is written next.
create table vault_key (
  cid        text        primary key,
  wrapped    bytea       not null,
  created_at timestamptz not null
);

-- What people asked for; by pseudonym only. Ids are in order of time (UUID version 7).
create table privacy_request (
  id            uuid        primary key,
  kind          text        not null check (kind in ('erase', 'export')),
  cid           text        not null,
  cids          text[]      not null,
  services      text[]      not null, -- who has to answer
  state         text        not null check (state in ('open', 'done', 'cancelled')),
  requested_at  timestamptz not null,
  completed_at  timestamptz,
  certificate   text,        -- of an erasure: JWS
  private_key   bytea,       -- of an export: opens what services hand over; sealed, gone once the archive is there
  archive       bytea,       -- sealed
  archive_until timestamptz
);
create index privacy_request_open on privacy_request (kind, cid) where state = 'open';
create index privacy_request_archive on privacy_request (archive_until) where archive is not null;
create index privacy_request_cid on privacy_request (cid);

create table privacy_answer (
  request_id   uuid        not null references privacy_request (id),
  service      text        not null,
  part         int         not null,
  parts        int         not null,
  counts       jsonb       not null,
  data         bytea,       -- of an export, encrypted for it; gone once the archive is there
  completed_at timestamptz not null,
  primary key (request_id, service, part)
);
