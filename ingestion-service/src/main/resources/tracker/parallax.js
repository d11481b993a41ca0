// The Parallax browser tracker (docs/collecting.md): plain JavaScript, served as it stands here but for indentation and
// lines of comment. Until the visitor agrees to analytics it stores nothing and sends nothing. It never reads what is in a field.
((w, d, nav) => {
  'use strict';
  const tag = d.currentScript;
  const settings = tag ? tag.dataset : {};
  // calls that were made before this script was there
  const early = w.parallax || [];
  if (early.track || !settings.writeKey) return;
  const url = (settings.host || tag.src.replace(/\/parallax\.js.*/, '')) + '/b';
  const gpc = nav.globalPrivacyControl === true;
  const auto = kind => !settings.auto || settings.auto.split(/[\s,]+/).includes(kind);
  const on = (target, type, then) =>
    target.addEventListener(type, event => { try { then(event); } catch {} }, true);

  // ---- what is stored: only by keep(), and only there, so that what another tab stores or takes away counts in this one
  // too; what cannot be stored lasts as long as the page
  const kept = {};
  const read = key => { try { return kept[key] ?? JSON.parse(localStorage['px_' + key]); } catch {} };
  const keep = (key, value) => {
    try {
      delete kept[key];
      if (value == null) delete localStorage['px_' + key];
      else localStorage['px_' + key] = JSON.stringify(value);
    } catch { kept[key] = value; }
  };
  const uuid = () => '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, c =>
    (c ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> c / 4).toString(16));

  let answers;
  const allowed = () => {
    answers = read('consent') || {};
    return answers.analytics ?? (settings.consent === 'assumed' && !gpc);
  };
  // ids that are not stored yet
  let visitorId, userId;
  // for an answer
  let waiting = [];
  let queue = allowed() && read('queue') || [];
  // in what all tabs have stored: what this one answers for, and may take out
  const mine = new Set();
  const own = () => queue.forEach(event => mine.add(event.messageId));
  own();
  const forget = (...more) => {
    visitorId = userId = 0;
    ['anonymous', 'user', 'session', ...more].forEach(key => keep(key));
  };

  // ---- events
  const mask = text => text.replace(/\S+@\S+/g, '***').replace(/\d[\d\s().\/-]{5,}\d/g, '***');
  const bare = address => mask(address.split(/[?#]/)[0]);
  let cameFrom = d.referrer;
  // the page that is told of: while an application leaves one, that
  let at = location;
  let loaded = new URL(at);
  const page = () => ({
    path: mask(at.pathname), url: bare(at.href), title: mask(d.title), referrer: bare(cameFrom)
  });
  const visitor = () => read('anonymous') || (visitorId = visitorId || uuid());
  const dress = event => {
    const now = Date.now();
    keep('anonymous', event.anonymousId = visitor());
    if (userId) keep('user', userId);
    visitorId = userId = 0;
    event.userId = read('user');
    let session = read('session');
    if (!session || now - session.at > 18e5) session = { id: uuid() };
    session.at = now;
    keep('session', session);
    event.context.sessionId = session.id;
    event.context.consent = {
      categoryPreferences: { ...answers, ...gpc && { marketing: false, personalization: false } }
    };
    return event;
  };
  const send = event => {
    if (JSON.stringify(dress(event)).length > 2e4) return;
    queue.push(event);
    if (queue.length > 500) queue.shift();
    later(queue.length < 20 || tries ? 2e3 : 0);
  };
  const call = (type, fields) => {
    const campaign = {};
    new URLSearchParams(location.search).forEach((value, name) => {
      if (/^utm_/.test(name)) campaign[name === 'utm_campaign' ? 'name' : name.slice(4)] = mask(value);
    });
    const event = {
      type, messageId: uuid(), timestamp: new Date().toISOString(), ...fields,
      context: {
        page: page(), campaign, locale: nav.language, userAgent: nav.userAgent,
        screen: { width: w.screen.width, height: w.screen.height }, library: { name: 'parallax.js', version: '1' }
      }
    };
    if (allowed()) send(event);
    else if (answers.analytics == null && waiting.length < 100) waiting.push(event);
  };
  const track = (event, properties) => call('track', { event, properties });

  // ---- sending: in batches, again when it failed (a messageId counts once), by beacon when the page goes
  let timer, busy, tries = 0;
  const later = wait => { if (!timer || !wait) { clearTimeout(timer); timer = setTimeout(flush, wait); } };
  const some = () => {
    // what fits into a beacon even if each letter takes three bytes
    let size = 0;
    return queue.filter(event => (size += JSON.stringify(event).length) <= 2e4);
  };
  const body = batch => JSON.stringify({ batch, sentAt: new Date().toISOString(), writeKey: settings.writeKey });
  // the no is the last that is sent
  let no;
  const drop = () => { if (!allowed()) queue = queue.filter(event => event === no); };
  const done = batch => { queue = queue.filter(event => !batch.includes(event)); };
  const flush = async () => {
    timer = clearTimeout(timer);
    drop();
    if (busy || !queue.length || tries && !nav.onLine) return;
    busy = true;
    const batch = some();
    let wait = 0;
    try {
      const answer = await fetch(url, {
        method: 'POST', body: body(batch), headers: { 'Content-Type': 'text/plain' }, credentials: 'omit', keepalive: true
      });
      if (answer.status === 429 || answer.status >= 500) wait = answer.headers.get('Retry-After') * 1e3 || 1;
    } catch { wait = 1; }
    busy = false;
    if (wait) {
      timer = clearTimeout(timer);
      later(Math.max(wait, Math.min(6e4, 1e3 * 2 ** tries++) * (.5 + Math.random() / 2)));
    } else {
      tries = 0;
      done(batch);
      if (queue.length) later(0);
    }
  };
  const leave = () => {
    drop();
    for (let batch; queue.length; done(batch)) {
      batch = some();
      if (!nav.sendBeacon(url, body(batch))) break;
    }
    if (!allowed()) return;
    own();
    const all = (read('queue') || []).filter(event => !mine.has(event.messageId)).concat(queue).slice(-500);
    keep('queue', all.length ? all : null);
  };
  on(w, 'online', () => later(0));
  // what was answered in another tab
  on(w, 'storage', ({ key }) => {
    if (key !== 'px_consent') return;
    drop();
    if (answers.analytics) waiting.forEach(send);
    else if (!allowed()) forget('queue');
    if (answers.analytics != null) waiting = [];
  });

  // ---- what pages call
  const api = w.parallax = {
    track,
    page: (name, properties) => call('page', { name: name || mask(d.title), properties: { ...page(), ...properties } }),
    identify: (id, traits) => { userId = String(id); call('identify', { traits }); },
    group: (groupId, traits) => call('group', { groupId, traits }),
    alias: (id, previousId) => { userId = String(id); call('alias', { previousId: previousId || visitor() }); },
    consent: said => {
      const before = allowed();
      const all = { ...answers, ...said };
      if (JSON.stringify(answers) === JSON.stringify(all)) return;
      keep('consent', all);
      if (allowed()) {
        waiting.forEach(send);
        call('identify');
      } else if (before) {
        queue = [];
        send(no = { type: 'identify', messageId: uuid(), timestamp: new Date().toISOString(), context: {} });
        forget('queue');
      }
      if (answers.analytics != null) waiting = [];
      later(0);
    },
    // what is not sent yet stays: it is said of whom it was said
    reset: () => forget(),
    flush,
    push: ([name, ...values]) => api[name](...values)
  };

  // ---- what is seen without being called
  const path = element => {
    const parts = [];
    for (; element && parts.length < 5; element = element.parentElement) {
      parts.unshift(element.localName + (element.id ? '#' + element.id : element.classList[0] ? '.' + element.classList[0] : ''));
      if (element.id) break;
    }
    return mask(parts.join('>'));
  };
  const FIELDS = 'input,select,textarea,option,label,[contenteditable]';
  const about = element => {
    const secret = element.closest('[data-px-mask],' + FIELDS);
    const about = { tag: element.localName, element: path(element) };
    if (!secret) about.text = mask(element.textContent.trim().replace(/\s+/g, ' ')).slice(0, 60);
    if (element.href?.split) about.href = bare(element.href);
    return about;
  };

  const recent = [], told = new WeakSet();
  let pressed = 0, sign = 0, checks = 0;
  const seen = () => { sign = performance.now(); };
  const watcher = new MutationObserver(seen);
  const watch = () => watcher.observe(d, { subtree: true, childList: true, attributes: true, characterData: true });
  on(d, 'pointerdown', () => {
    pressed = performance.now();
    watch();
  });
  ['scroll', 'input', 'change', 'submit', 'copy', 'play', 'visibilitychange'].forEach(type => on(d, type, seen));
  on(w, 'hashchange', seen);
  on(d, 'click', event => {
    const { target, clientX: x, clientY: y } = event;
    if (!event.isTrusted || !target.closest) return;
    const control = target.closest('a,button,summary,[role=button],[role=link],[role=tab],[role=menuitem],[onclick],' + FIELDS);
    const element = control || target;
    if (control && auto('click')) track('Element Clicked', about(element));
    // a key that was pressed clicks too, with no detail
    if (!event.detail || target.closest('[data-px-quiet],' + FIELDS)) return;
    const now = performance.now(), down = pressed;
    recent.push({ now, x, y });
    const near = recent.filter(click => now - click.now < 1e3 && Math.hypot(click.x - x, click.y - y) < 30);
    recent.splice(0, recent.length, ...near);
    if (near.length === 3 && auto('rage-click')) track('Rage Clicked', { ...about(element), clicks: 3 });
    if (!control && getComputedStyle(target).cursor !== 'pointer') return;
    const link = target.closest('a[href]:not([href^="#"])');
    checks++;
    watch();
    setTimeout(() => {
      if (!--checks) watcher.disconnect();
      // a link leads away, however long that takes
      if (sign > down || link && !event.defaultPrevented || told.has(element)) return;
      told.add(element);
      if (auto('dead-click')) track('Dead Clicked', about(element));
    }, 1500);
  });

  const forms = new Map();
  const nameOf = field => mask(field.name || field.id || field.type || field.localName);
  on(d, 'input', ({ target }) => {
    const form = target.form;
    if (!form || form.closest('[data-px-quiet]')) return;
    const use = forms.get(form) || { began: Date.now(), fields: new Set() };
    use.fields.add(use.last = nameOf(target));
    forms.set(form, use);
  });
  ['submit', 'formdata', 'reset'].forEach(type => on(d, type, ({ target }) => forms.delete(target)));
  const abandon = all => forms.forEach((use, form) => {
    if (!all && form.isConnected) return;
    forms.delete(form);
    if (auto('form-abandon')) {
      track('Form Abandoned', {
        form: mask(form.id || form.getAttribute('name') || path(form)), fields: use.fields.size, last_field: use.last,
        seconds: Math.round((Date.now() - use.began) / 1e3)
      });
    }
  });

  let errors = 0;
  const failed = (kind, message, more) => {
    if (auto('error') && errors++ < 10) track('Error Shown', { kind, message: mask(String(message)).slice(0, 200), ...more });
  };
  on(w, 'error', ({ target, message, filename, lineno }) => {
    if (target.localName) failed('resource', target.localName, { source: bare(target.src || target.href || '') });
    else failed('script', message, { source: bare(filename || ''), line: lineno });
  });
  on(w, 'unhandledrejection', ({ reason }) => failed('promise', reason?.message || reason));
  on(d, 'invalid', ({ target }) => failed('validation', 'not accepted', { field: nameOf(target) }));

  // ---- web vitals, as web.dev defines them: LCP until the first input, CLS of the worst session of shifts, INP by interaction
  const LIMITS = { TTFB: [800, 1800], LCP: [2500, 4e3], CLS: [.1, .25], INP: [200, 500] };
  const vital = (metric, value) => {
    if (!auto('web-vitals') || !(value >= 0)) return;
    const [good, poor] = LIMITS[metric];
    track('Web Vital Measured', {
      metric, value: Math.round(value * 1e3) / 1e3, rating: value <= good ? 'good' : value <= poor ? 'needs-improvement' : 'poor'
    });
  };
  const observe = (type, then, more) => {
    try {
      const observer = new PerformanceObserver(list => list.getEntries().forEach(then));
      observer.observe({ type, buffered: true, ...more });
    } catch {}
  };
  let lcp, cls = 0, shifts = { sum: 0 }, slowest = new Map(), settled;
  observe('largest-contentful-paint', entry => { if (!settled) lcp = entry.startTime; });
  observe('layout-shift', entry => {
    if (entry.hadRecentInput) return;
    const at = entry.startTime;
    if (at - shifts.last > 1e3 || at - shifts.first > 5e3) shifts = { sum: 0 };
    shifts = { first: shifts.first || at, last: at, sum: shifts.sum + entry.value };
    cls = Math.max(cls, shifts.sum);
  });
  const interaction = entry => {
    if (!entry.interactionId) return;
    slowest.set(entry.interactionId, Math.max(entry.duration, slowest.get(entry.interactionId) || 0));
    slowest = new Map([...slowest].sort((a, b) => b[1] - a[1]).slice(0, 10));
  };
  observe('event', interaction, { durationThreshold: 40 });
  observe('first-input', interaction);
  ['keydown', 'pointerdown'].forEach(type => on(d, type, () => { settled = true; }));
  const [navigation = {}] = performance.getEntriesByType('navigation');
  const hidden = () => {
    searched();
    if (loaded) {
      // web vitals are those of the page that was loaded, whatever an application has drawn since
      at = loaded;
      loaded = 0;
      vital('TTFB', navigation.responseStart - (navigation.activationStart || 0));
      vital('LCP', lcp);
      vital('CLS', cls);
      const durations = [...slowest.values()];
      vital('INP', durations[Math.min(durations.length - 1, performance.interactionCount / 50 | 0)]);
      at = location;
    }
    leave();
  };
  on(d, 'visibilitychange', () => { if (d.hidden) hidden(); });
  on(w, 'pagehide', () => { abandon(true); hidden(); });

  // ---- pages, also those that an application draws without loading, and how much a search found
  let search;
  const searched = () => {
    if (!search) return;
    const list = d.querySelector('[data-px-results]');
    const count = list && +(list.dataset.pxResults || list.childElementCount);
    track('Products Searched', { query: search, ...count >= 0 && list && { results_count: count } });
    search = '';
  };
  let shown;
  const show = () => {
    const address = location.pathname + location.search;
    if (address === shown) return;
    if (shown) {
      at = new URL(shown, at);
      searched();
      abandon();
      cameFrom = at.href;
      at = location;
    }
    shown = address;
    if (auto('page')) api.page();
    const query = new URLSearchParams(location.search);
    const name = ['q', 'query', 's', 'search', 'keyword'].find(key => query.get(key));
    search = auto('search') && name ? mask(query.get(name)).slice(0, 100) : '';
    // what was found may be drawn later than the page
    if (search) setTimeout(searched, 1e3);
  };
  const moved = () => setTimeout(show);
  ['pushState', 'replaceState'].forEach(name => {
    const original = history[name];
    history[name] = function (...values) {
      original.apply(this, values);
      seen();
      moved();
    };
  });
  on(w, 'popstate', moved);

  [].forEach.call(early, api.push);
  if (d.readyState === 'loading') on(d, 'DOMContentLoaded', show);
  else show();
  if (queue.length) later(0);
})(window, document, navigator);
