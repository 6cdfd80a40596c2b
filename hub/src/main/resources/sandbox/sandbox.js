'use strict';
// Listens for what is new (Server-Sent Events), asks for that part alone, and changes only what changed, so that somebody
// who is typing an answer is left in peace.
const words = JSON.parse(document.getElementById('words').textContent);
const query = document.getElementById('q');
const time = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: 'medium' });
const say = (key, ...values) => values.reduce((text, value, index) => text.replace('$' + index, value), words[key] ?? key);

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

async function send(method, path, body) {
  const answer = await fetch(path, { method, headers: { 'Content-Type': 'application/json' }, body: body && JSON.stringify(body) });
  const text = await answer.text();
  const json = text ? JSON.parse(text) : {};
  if (!answer.ok) throw new Error(json.detail ?? String(answer.status));
  return json;
}

/** Does something that somebody asked for, and tells how it went. */
async function act(work, done) {
  const said = document.getElementById('said');
  try {
    const answer = await work();
    said.textContent = done ? done(answer) : '';
  } catch (failure) {
    said.textContent = failure.message;
  }
}

const number = (value) => value.startsWith('+33') ? ('0' + value.slice(3)).replace(/(..)(?=.)/g, '$1 ') : value;
const at = (message) => time.format(new Date(message.at));
const meta = (...parts) => element('p', 'meta', parts.filter(Boolean).join(' · '));

function answerForm(label, post) {
  const input = element('input');
  input.setAttribute('aria-label', label);
  input.maxLength = 1600;
  const form = element('form', 'answer', input, element('button', '', say('answer')));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!input.value.trim()) return;
    act(async () => {
      await post(input.value);
      input.value = '';
    }, () => say('answered'));
  });
  return form;
}

function source(mail) {
  const link = element('a', 'meta', say('source'));
  link.href = '/sandbox/mails/' + encodeURIComponent(mail.id);
  link.setAttribute('aria-label', say('source') + ' : ' + mail.subject);
  return link;
}

/** One of the three parts: what it asks for, and how one of its cards looks. */
class Part {
  #version = -1;
  #asked = '';
  #cards = new Map();
  #seen = new Set();
  #first = true;
  #busy = false;
  #again = false;

  constructor(id, { items, count, key, title, place, messages, message, foot }) {
    Object.assign(this, { id, items, count, key, title, place, messages, message, foot });
    this.section = document.getElementById(id);
    this.box = this.section.querySelector('.cards');
  }

  async look() {
    if (this.#busy) {
      this.#again = true;
      return;
    }
    this.#busy = true;
    try {
      do {
        this.#again = false;
        await this.#ask();
      } while (this.#again);
    } finally {
      this.#busy = false;
    }
  }

  async #ask() {
    const asked = query.value.trim();
    const since = asked === this.#asked ? this.#version : -1;
    const answer = await fetch(`/sandbox/${this.id}?since=${since}&q=${encodeURIComponent(asked)}`);
    if (answer.status !== 200) return;
    const news = await answer.json();
    this.#version = news.version;
    this.#asked = asked;
    this.#show(this.items(news));
    this.section.querySelector('.count').textContent = this.count(news);
    this.section.querySelector('.none').hidden = this.box.childElementCount > 0;
    this.#first = false;
  }

  #show(items) {
    const wanted = new Map(items.map((item) => [this.key(item), item]));
    for (const [key, card] of this.#cards) {
      if (!wanted.has(key) && !card.contains(document.activeElement)) {
        card.remove();
        this.#cards.delete(key);
      }
    }
    // While somebody is inside a card, cards stay where they are.
    const still = this.box.contains(document.activeElement);
    let before = this.box.firstChild;
    for (const [key, item] of wanted) {
      const card = this.#cards.get(key) ?? this.#card(key, item);
      this.#fill(card, item);
      if (!card.isConnected || (!still && card !== before)) this.box.insertBefore(card, still ? null : before);
      if (!still) before = card.nextSibling;
    }
  }

  #card(key, item) {
    const list = element('ol');
    list.tabIndex = 0;
    list.setAttribute('aria-label', say('messages', this.title(item)));
    const card = element('article', 'card', element('h3', '', this.title(item)), element('p', 'place', this.place(item)), list, this.foot?.(item));
    card.dataset.key = key;
    this.#cards.set(key, card);
    return card;
  }

  #fill(card, item) {
    const told = JSON.stringify(this.messages(item));
    if (card.told === told) return;
    card.told = told;
    card.querySelector('ol').replaceChildren(...this.messages(item).map((message) => {
      const line = this.message(message);
      if (!this.#first && !this.#seen.has(message.id)) line.firstChild.classList?.add('fresh');
      this.#seen.add(message.id);
      return line;
    }));
  }
}

const counted = (count, key) => say(count > 1 ? key + '.many' : key + '.one', count);

const parts = {
  phones: new Part('phones', {
    items: (news) => news.phones,
    count: (news) => counted(news.telephones, 'phone'),
    key: (phone) => phone.number,
    title: (phone) => phone.owner || number(phone.number),
    place: (phone) => number(phone.number),
    messages: (phone) => phone.messages,
    message: (sms) => element('li', sms.mine ? 'mine' : '', element('div', 'bubble', sms.text),
      meta(sms.from, at(sms), sms.segments > 0 ? counted(sms.segments, 'segment') : '')),
    foot: (phone) => answerForm(say('answer.sms', phone.owner || number(phone.number)),
      (text) => send('POST', `/sandbox/phones/${encodeURIComponent(phone.number)}/reply`, { text })),
  }),
  mailboxes: new Part('mailboxes', {
    items: (news) => news.mailboxes,
    count: (news) => counted(news.count ?? news.mailboxes.length, 'mailbox'),
    key: (box) => box.address,
    title: (box) => box.owner || box.address,
    place: (box) => box.address,
    messages: (box) => box.messages,
    message: (mail) => element('li', '', element('div', 'letter', element('strong', '', mail.subject), element('span', 'text', mail.text.replace(/\n\s*\n/g, '\n'))),
      meta(mail.from, at(mail)), source(mail)),
    foot: (box) => answerForm(say('answer.email', box.owner || box.address),
      (text) => send('POST', `/sandbox/mailboxes/${encodeURIComponent(box.address)}/reply`, { text })),
  }),
  devices: new Part('devices', {
    items: (news) => news.devices,
    count: (news) => counted(news.count, 'device'),
    key: (device) => device.id,
    title: (device) => device.owner || device.id.slice(0, 8),
    place: (device) => device.login || '',
    messages: (device) => device.notices,
    message: (notice) => element('li', '', element('div', 'notice', element('strong', '', notice.title ?? say('category.' + notice.category)),
      notice.title ? say('category.' + notice.category) : ''), meta(at(notice), notice.urgency === 'high' ? say('pressing') : '')),
    foot: (device) => {
      const off = element('button', 'quiet', say('device.off'));
      off.type = 'button';
      off.setAttribute('aria-label', say('device.off.of', device.owner || device.id.slice(0, 8)));
      off.addEventListener('click', () => act(() => send('DELETE', '/sandbox/devices/' + device.id), () => say('device.off.done')));
      return off;
    },
  }),
};

/** The switches of one route's faults. */
function switches(section, known) {
  const route = section.dataset.route;
  const faults = known.filter((fault) => fault.route === route && fault.fault !== 'none');
  const select = element('select', '', ...faults.map(({ fault, number: own }) => {
    const option = element('option', '', say('fault.' + fault) + (own ? ` (${number(own)})` : ''));
    option.value = fault;
    return option;
  }));
  const times = element('select', '', ...[1, 10, 100, 0].map((count) => {
    const option = element('option', '', count ? counted(count, 'times') : say('times.always'));
    option.value = count;
    return option;
  }));
  const address = element('input');
  address.maxLength = 320;
  const labelled = (key, field) => {
    field.id = `${section.id}-${key}`;
    const label = element('label', '', say(key));
    label.htmlFor = field.id;
    return element('div', '', label, field);
  };
  const form = element('form', '', labelled('fault', select), labelled('times', times), labelled('only', address), element('button', '', say('fault.set')));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const count = Number(times.value);
    act(() => send('POST', '/sandbox/faults', { route, fault: select.value, ...(count ? { times: count } : { always: true }),
      ...(address.value.trim() ? { address: address.value.trim() } : {}) }));
  });
  section.querySelector('.faults').append(form, element('ul'));
}

async function lookAtFaults() {
  const { faults, armed } = await send('GET', '/sandbox/faults');
  for (const section of document.querySelectorAll('section[data-route]')) {
    const route = section.dataset.route;
    if (!section.querySelector('.faults form')) switches(section, faults);
    const on = armed.filter((fault) => fault.route === route);
    section.querySelector('.faults .on').textContent = on.length ? say('faults.on', on.length) : '';
    section.querySelector('.faults ul').replaceChildren(...on.map((fault) => {
      const off = element('button', 'quiet', say('fault.off'));
      off.setAttribute('aria-label', say('fault.off') + ' : ' + say('fault.' + fault.fault));
      off.addEventListener('click', () => act(() => send('POST', '/sandbox/faults', { route, fault: fault.fault, times: 0,
        ...(fault.address ? { address: fault.address } : {}) })));
      const left = fault.left ? counted(fault.left, 'times') : say('times.always');
      return element('li', '', [say('fault.' + fault.fault), fault.address, left].filter(Boolean).join(' · '), off);
    }));
  }
}

document.getElementById('more').addEventListener('submit', (event) => {
  event.preventDefault();
  const login = document.getElementById('login');
  act(async () => {
    await send('POST', '/sandbox/devices', { login: login.value });
    login.value = '';
  }, () => say('device.added'));
});
document.getElementById('crowd').addEventListener('click', () =>
  act(() => send('POST', '/sandbox/devices', { parents: 100 }), ({ devices }) => counted(devices, 'device.more')));

let wait;
query.addEventListener('input', () => {
  clearTimeout(wait);
  wait = setTimeout(() => Object.values(parts).forEach((part) => part.look().catch(() => {})), 150);
});
query.form.addEventListener('submit', (event) => event.preventDefault());

let last = {};
const lost = document.getElementById('lost');
const events = new EventSource('/sandbox/events');
events.addEventListener('message', ({ data }) => {
  lost.hidden = true;
  const versions = JSON.parse(data);
  for (const [part, version] of Object.entries(versions)) {
    if (last[part] === version) continue;
    (part === 'faults' ? lookAtFaults() : parts[part]?.look() ?? Promise.resolve()).catch(() => {});
  }
  last = versions;
});
events.addEventListener('open', () => {
  lost.hidden = true;
  last = {};
});
events.addEventListener('error', () => (lost.hidden = false));
