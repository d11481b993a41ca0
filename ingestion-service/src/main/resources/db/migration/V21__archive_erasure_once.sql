-- Erasures that failed were once submitted again as a copy: the accounts in what they left are of use to nobody.
update archive_erasure e set accounts = '{}'
  where e.state = 'failed' and e.accounts <> '{}'
    and not exists (select from privacy_request r where r.state = 'open' and r.archive_job = e.job);
