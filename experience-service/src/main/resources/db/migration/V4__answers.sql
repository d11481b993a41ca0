-- When the pseudonym's answer was given: of a customer's pseudonyms the latest stands.
alter table customer add analytics_at timestamptz;
update customer set analytics_at = 'epoch' where analytics is not null;
