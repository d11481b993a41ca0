-- When each answer was given: of several pseudonyms of a customer the latest stands.
alter table profile add analytics_at timestamptz, add personalization_at timestamptz;
update profile set analytics_at = 'epoch', personalization_at = 'epoch';
