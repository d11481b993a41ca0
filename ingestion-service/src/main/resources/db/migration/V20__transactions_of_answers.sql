-- By which transaction a row came: another replica reads what was committed since it looked last by that. The ids are drawn
-- before the commit, by clocks that differ.
alter table consent_answer add column xact bigint not null default pg_current_xact_id()::text::bigint;
create index consent_answer_xact on consent_answer (xact);
alter table identity_history add column xact bigint not null default pg_current_xact_id()::text::bigint;
create index identity_history_xact on identity_history (xact);
