-- How far a sender is believed about people: the scopes identity and consent. What servers send keeps meaning what it
-- meant; the key of a source with origins is in pages, for all to read.
update source set scopes = scopes || array['identity', 'consent']
where origins = '{}' and 'behaviour' = any (scopes);

-- What was rejected is believed as far as its sender was, whoever replays it. Of what was rejected before nobody knows;
-- files were sent by staff and services.
alter table rejected
  add column may_join   boolean not null default false,
  add column may_answer boolean not null default false;
update rejected set may_join = true, may_answer = true where mapping is not null;
