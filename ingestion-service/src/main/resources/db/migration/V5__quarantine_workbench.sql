-- What the workbench groups, mends and replays by.
alter table rejected
  add column cid        text,                         -- the pseudonym, where the payload names one person; for erasure
  add column event      text,                         -- the name of a track call's event
  add column place      text,                         -- the field without the numbers of elements: what is grouped by
  add column mapping    text,                         -- of the import it came with
  add column envelope   bytea,                        -- what the batch said for all of its calls, sealed
  add column state      text not null default 'open', -- open, replayed, discarded
  add column job_id     text,                         -- the job that replayed it
  add column settled_at timestamptz;
update rejected set place = regexp_replace(field, '\[\d+\]', '[]', 'g');
alter table rejected alter column place set not null;

create index rejected_cid on rejected (cid) where cid is not null;
create index rejected_group on rejected (code, place, source, event, kind, received_at, id) where state = 'open';
-- Replays take what is open in the order it came; retention deletes the oldest.
create index rejected_received on rejected (received_at, id);
create index rejected_job on rejected (job_id) where job_id is not null;
