-- The pseudonym that a row came under, where a merge moved it: a split takes it back.
alter table purchase add given_cid text;
alter table refund add given_cid text;
alter table signal add given_cid text;

-- Merges and splits are decided in the order of their versions, and may be heard of in any.
alter table merged add version bigint not null default 0;

-- Of those who were ever split the version of the last split: older merges are over.
create table parted (
  cid     text   primary key,
  version bigint not null
);
