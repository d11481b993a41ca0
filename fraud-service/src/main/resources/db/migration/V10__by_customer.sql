-- To hand over and to erase what is kept of a customer: their transactions, and those of their accounts of nobody known.
create index transaction_cid on transaction (cid) where cid is not null;
create index transaction_account_of_nobody on transaction (account) where cid is null;
