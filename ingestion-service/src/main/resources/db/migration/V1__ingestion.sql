-- Who a customer is (encrypted), what may be known of them, what was refused, what is for sale.

-- The present state of a customer by pseudonym: traits that are not personal data, and answers on consent, each with
-- the time it was given, so that a late event never undoes a newer answer.
create table customer (
  cid        text        primary key,
  state      jsonb       not null,
  version    bigint      not null default 0,
  changed_at timestamptz not null
);

-- The only place with real ids and personal traits: AES-256-GCM, the cid is the associated data.
create table vault (
  cid        text        primary key,
  sealed     bytea, -- null only within the transaction that makes the row
  changed_at timestamptz not null
);

-- from_cid is from now on into_cid. into_cid is never itself linked: a chain is one step long.
create table identity_link (
  from_cid  text        primary key,
  into_cid  text        not null,
  linked_at timestamptz not null,
  check (from_cid <> into_cid)
);
create index identity_link_into on identity_link (into_cid);
create index identity_link_newest on identity_link (linked_at desc);

-- What was not taken in. Ids are in order of time (UUID version 7).
create table rejected (
  id          uuid        primary key,
  source      text        not null,
  kind        text        not null,
  code        text        not null,
  field       text        not null,
  detail      text        not null,
  mistakes    jsonb       not null,
  message_id  text,
  import_id   text,
  row_number  bigint,
  received_at timestamptz not null,
  size        bigint      not null,
  sealed      bytea -- null: larger than what is kept
);
create index rejected_source on rejected (source, id desc);
create index rejected_code on rejected (code, id desc);
create unique index rejected_import_row on rejected (import_id, row_number) where import_id is not null;

-- The last announced state of an item, so that a repeat is not announced again.
create table catalog_item (
  item_id    text        primary key,
  digest     text        not null,
  version    bigint      not null,
  changed_at timestamptz not null
);
