-- An order's amount (with its currency) and its lines are each of the latest event that told of them;
-- '' where none did. event_id is the event that told the amount.
alter table purchase
  add amount_at   timestamptz,
  add lines_at    timestamptz,
  add lines_event text not null default '';
update purchase set amount_at = occurred_at, lines_at = occurred_at,
  lines_event = case when cardinality(items) > 0 then event_id else '' end;
alter table purchase alter amount_at set not null, alter lines_at set not null;

-- What features and sums are made of: refunds of an order are one, and never above the order where
-- its amount is known, since browser and server may both tell of a refund.
create view settled as
select cid, kind, origin, order_id, occurred_at, amount, currency, items, categories, pieces
from purchase where kind = 'order'
union all
select r.cid, r.kind, r.origin, r.order_id, max(r.occurred_at), least(sum(r.amount), max(o.amount)),
  r.currency, '{}', '{}', '{}'
from purchase r
left join purchase o on o.cid = r.cid and o.purchase_id = 'o:' || r.order_id
  and o.currency = r.currency and o.event_id <> ''
where r.kind = 'refund'
group by r.cid, r.kind, r.origin, r.order_id, r.currency;
