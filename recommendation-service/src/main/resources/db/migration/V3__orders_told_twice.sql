-- Lines are of the latest event that named any ('' where none did), the time is that of the latest
-- event of all.
alter table purchase
  add lines_at    timestamptz,
  add lines_event text not null default '' collate "C";
update purchase set lines_at = occurred_at,
  lines_event = case when cardinality(items) > 0 then 'before' else '' end;
alter table purchase alter lines_at set not null;

-- What was given back of an order, by item; without items the whole order. Never more than was
-- bought, where that is known: browser and server may both tell of a refund.
create view returned as
select r.cid, r.order_id, l.item_id, max(r.occurred_at) as occurred_at,
  least(
    sum(l.quantity),
    max(coalesce(b.quantity, case when cardinality(p.items) > 0 then 0 end))) as quantity
from refund r left join purchase p using (cid, order_id)
cross join lateral unnest(
  case when cardinality(r.items) = 0 then p.items else r.items end,
  case when cardinality(r.items) = 0 then p.quantities else r.quantities end)
  as l (item_id, quantity)
left join lateral (
  select b.quantity from unnest(p.items, p.quantities) as b (item_id, quantity)
  where b.item_id = l.item_id) b on true
group by r.cid, r.order_id, l.item_id;
