import { pushed, shown, type Language, type Notice, type Pushed } from './notice';

/** The little of a service worker's world that is used here; the DOM's types, which the client has, leave it out. */
interface Worker {
  registration: ServiceWorkerRegistration;
  clients: {
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<Page[]>;
    openWindow(path: string): Promise<unknown>;
  };
  addEventListener(type: 'push', listener: (event: Waits & { data: { json(): unknown } | null }) => void): void;
  addEventListener(type: 'notificationclick', listener: (event: Waits & { notification: Notification }) => void): void;
  addEventListener(type: 'pushsubscriptionchange', listener: (event: Waits) => void): void;
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install', listener: (event: Waits) => void): void;
}
interface Waits {
  waitUntil(work: Promise<unknown>): void;
}
interface Page {
  focus(): Promise<unknown>;
  postMessage(message: unknown): void;
}
interface Signed {
  accessToken: string;
  account: { language: string };
}

const worker = self as unknown as Worker;
const PATIENCE_MS = 8_000;

const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(path, { credentials: 'same-origin', cache: 'no-store', redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS), ...init });

/** The session of this browser, by its cookie; alone among all pages, as they do it. Nothing where there is none. */
async function session(): Promise<Signed | undefined> {
  const trade = async (): Promise<Signed | undefined> => {
    const answer = await ask('/api/v1/sessions/refresh', { method: 'POST' });
    return answer.ok ? ((await answer.json()) as Signed) : undefined;
  };
  return navigator.locks ? await navigator.locks.request('preau-session', trade) : await trade();
}

async function fetched(push: Pushed): Promise<{ language: Language; notice?: Notice }> {
  let language: Language = navigator.language.startsWith('en') ? 'en' : 'fr';
  try {
    const signed = await session();
    if (!signed) return { language };
    language = signed.account.language === 'en' ? 'en' : 'fr';
    const answer = await ask(`/api/v1/push/notices/${push.id}`, { headers: { Authorization: `Bearer ${signed.accessToken}` } });
    return answer.ok ? { language, notice: (await answer.json()) as Notice } : { language };
  } catch {
    return { language };
  }
}

/** Browsers want each push to show something, so there always is a text. */
async function show(data: { json(): unknown } | null): Promise<void> {
  let push: Pushed | undefined;
  try {
    push = pushed(data?.json());
  } catch {
    push = undefined;
  }
  const { language, notice } = push ? await fetched(push) : { language: 'fr' as const, notice: undefined };
  const { title, body, path, channel, seq } = shown(push?.category ?? 'direct', language, notice);
  await worker.registration.showNotification(title, {
    body,
    lang: language,
    icon: '/favicon.svg',
    tag: push?.id ?? 'preau',
    data: { path, channel, seq },
  });
}

async function open(notification: Notification): Promise<void> {
  notification.close();
  const path = (notification.data as { path?: string } | undefined)?.path ?? '/';
  const [page] = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (!page) {
    await worker.clients.openWindow(path);
    return;
  }
  await page.focus();
  page.postMessage({ type: 'open', path });
}

/** The browser has made a new subscription necessary: the hub hears of it, else this device would fall silent. */
async function renew(): Promise<void> {
  const signed = await session();
  if (!signed) return;
  const headers = { Authorization: `Bearer ${signed.accessToken}` };
  const { key } = (await (await ask('/api/v1/push/key', { headers })).json()) as { key: string };
  const made = await worker.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint, keys } = made.toJSON();
  await ask('/api/v1/push/subscriptions', {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ kind: 'webpush', endpoint, p256dh: keys?.['p256dh'], auth: keys?.['auth'] }),
  });
}

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('push', (event) => event.waitUntil(show(event.data)));
worker.addEventListener('notificationclick', (event) => event.waitUntil(open(event.notification)));
worker.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renew()));
