'use strict';
// Asks every second what is new; the answer is empty while nothing came.
const words = document.body.dataset;
const box = document.getElementById('phones');
const query = document.getElementById('q');
const time = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: 'medium' });
const seen = new Set();
let version = -1;
let first = true;

const element = (name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

const shown = (number) => number.startsWith('+33')
  ? ('0' + number.slice(3)).replace(/(..)(?=.)/g, '$1 ')
  : number;

function bubble(message) {
  const item = element('li');
  const text = element('div', 'bubble', message.text);
  if (!first && !seen.has(message.id)) text.classList.add('fresh');
  seen.add(message.id);
  const cost = message.segments + ' ' + (message.segments > 1 ? words.segments : words.segment);
  item.append(text, element('p', 'meta', message.from + ' · ' + time.format(new Date(message.at)) + ' · ' + cost));
  return item;
}

function telephone(phone) {
  const card = element('article', 'phone');
  const screen = element('div', 'screen');
  screen.tabIndex = 0;
  card.dataset.number = phone.number;
  const list = element('ol');
  list.append(...phone.messages.map(bubble));
  screen.append(element('h2', '', phone.owner || shown(phone.number)), element('p', 'number', shown(phone.number)), list);
  card.append(screen);
  return card;
}

async function look() {
  const asked = query.value;
  const answer = await fetch('/sandbox/phones?since=' + version + '&q=' + encodeURIComponent(asked));
  if (answer.status === 200 && asked === query.value) {
    const news = await answer.json();
    version = news.version;
    box.replaceChildren(...news.phones.map(telephone));
    document.getElementById('count').textContent =
      news.telephones + ' ' + (news.telephones > 1 ? words.count : words.one);
    document.getElementById('none').hidden = news.phones.length > 0;
    first = false;
  }
}

async function loop() {
  try {
    await look();
    document.getElementById('lost').hidden = true;
  } catch {
    document.getElementById('lost').hidden = false;
  }
  setTimeout(loop, 1000);
}

query.addEventListener('input', () => { version = -1; look().catch(() => {}); });
query.form.addEventListener('submit', (event) => event.preventDefault());
loop();
