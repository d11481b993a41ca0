-- What people are asked, and what they answered.

-- The texts that stand before people, by purpose; a version never changes.
create table consent_definition (
  purpose    text        not null,
  version    int         not null check (version > 0),
  text_en    text        not null,
  text_zh    text        not null,
  valid_from timestamptz not null,
  primary key (purpose, version)
);

insert into consent_definition (purpose, version, text_en, text_zh, valid_from) values
  ('analytics', 1,
   'We may use what you do, buy and tell us here to see how well our offer serves our customers: in statistics, and to put you into a group of customers with similar needs.',
   '我们可以使用您在此的浏览、购买和反馈，来了解我们的服务是否满足客户的需要：用于统计，并把您归入需要相近的客户群体。',
   now()),
  ('personalization', 1,
   'We may use what you have looked at and bought to choose what we show and recommend to you.',
   '我们可以使用您看过和买过的商品，来选择向您展示和推荐的内容。',
   now()),
  ('marketing', 1,
   'We may use what we know of you to send you offers and to advertise to you, and may share it with partners for that.',
   '我们可以使用我们对您的了解，向您发送优惠信息和广告，并可为此与合作伙伴共享。',
   now()),
  ('fraud-prevention', 1,
   'We compare your payments with earlier ones to protect you and us from fraud. This is our legitimate interest; you may object to it.',
   '我们将您的付款与以往的付款比较，以防您和我们遭受欺诈。这是我们的正当利益，您可以提出反对。',
   now());

-- Every answer that changed something or was given deliberately, with its proof; only added to, until the person is
-- erased. Ids are in order of receipt (UUID version 7). No personal data beside the pseudonym.
create table consent_answer (
  id                 uuid        primary key,
  cid                text        not null, -- the pseudonym it was given under, whatever it was merged into since
  purpose            text        not null,
  answer             boolean     not null,
  given_at           timestamptz not null,
  received_at        timestamptz not null,
  origin             text        not null check (origin in ('api', 'staff', 'segment-call', 'gpc', 'import')),
  source             text        not null, -- the name of the write key, the job, or the role
  definition_version int,                  -- null: given before there was a text, or to another one
  definition_stated  boolean     not null, -- false: the version that was current then
  locale             text,
  page               text,                 -- path only
  agent              text,                 -- families of browser and system
  proof              text,                 -- the sender's own: a message id, a form
  unique (cid, purpose, given_at, answer, origin)
);
create index consent_answer_person on consent_answer (cid, id desc);
