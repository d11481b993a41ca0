-- What is read of an experiment is read by customers drawn by a hash of theirs, so that a watch over
-- everybody's lists need not read them all; lists of everybody are paged by time.
create index exposure_experiment
  on exposure (experiment, (hashtext(cid) & 1023), shown_at) where experiment is not null;
create index exposure_page on exposure (shown_at, list_id);

-- Whether the list that was seen is here; one that never comes is nobody's, and is forgotten.
alter table seen add listed boolean not null default false;
create index seen_unlisted on seen (reported_at) where not listed;

-- A watch goes on when a model is promoted before the one before was judged: against the same former
-- model, with the same customers held back.
alter table promotion_watch add experiment text, add since timestamptz;
update promotion_watch set experiment = 'promotion:' || model, since = started_at;
alter table promotion_watch alter experiment set not null, alter since set not null;
