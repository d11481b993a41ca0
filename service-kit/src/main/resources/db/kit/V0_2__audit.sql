-- Who did what: appended to, never changed. Each row's hash covers the row and the hash before it, so that a row that
-- was changed, taken out, put in or moved no longer fits; its seal proves that the service wrote it.
create table audit (
  seq      bigint      primary key,
  at       timestamptz not null,
  actor    text        not null,
  roles    text[]      not null,
  action   text        not null,
  subject  text        not null,
  details  jsonb       not null,
  previous bytea       not null,
  hash     bytea       not null,
  seal     bytea       not null
);
create index audit_action on audit (action, seq desc);
create index audit_actor on audit (actor, seq desc);
create index audit_subject on audit (subject, seq desc);

-- The end of the chain, sealed too: a chain that was cut off no longer reaches it. Whoever writes holds this row, so
-- that the writers of all replicas follow one another.
create table audit_head (
  one  boolean primary key default true check (one),
  seq  bigint  not null,
  hash bytea   not null,
  seal bytea -- null: nothing was ever written
);
insert into audit_head (seq, hash) values (0, decode(repeat('00', 32), 'hex'));

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is only ever appended to';
end
$$;
create trigger audit_append_only before update or delete or truncate on audit
  for each statement execute function audit_is_append_only();
create trigger audit_head_stays before delete or truncate on audit_head
  for each statement execute function audit_is_append_only();
