-- Rankers are watched as models are, each kind by a watch of its own.
alter table promotion_watch add name text not null default 'items';
drop index promotion_watch_one;
create unique index promotion_watch_one on promotion_watch (name) where state = 'watching';

-- Why an experiment was stopped that nobody stopped.
alter table experiment add stopped_because jsonb;
