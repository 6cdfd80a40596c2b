import type { Hub } from '../link/hub';

export type PushState = 'unknown' | 'unsupported' | 'denied' | 'off' | 'on';

/** Which account had notifications switched on in this browser; another one is not woken up without asking. */
const KEPT_AS = 'preau.push';

/** Whether this browser is woken up when the app is closed. */
export class Push {
  state = $state<PushState>('unknown');

  constructor(readonly hub: Hub) {}

  get #possible(): boolean {
    return 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  }

  /** Looks how it stands for this account, and tells the hub again what it may have lost with an earlier session. */
  async enter(account: string): Promise<void> {
    if (!this.#possible) {
      this.state = 'unsupported';
      return;
    }
    const mine = localStorage.getItem(KEPT_AS) === account;
    const subscription = mine && Notification.permission === 'granted' ? await this.#subscription() : undefined;
    if (subscription) await this.#tell(subscription);
    this.state = subscription ? 'on' : Notification.permission === 'denied' ? 'denied' : 'off';
  }

  /** Asks the person, then the browser, then tells the hub. */
  async on(account: string): Promise<void> {
    const allowed = await Notification.requestPermission();
    if (allowed !== 'granted') {
      this.state = allowed === 'denied' ? 'denied' : 'off';
      return;
    }
    await navigator.serviceWorker.register('/sw.js');
    const { pushManager } = await navigator.serviceWorker.ready;
    const { key } = await this.hub.pushKey();
    // One made with an earlier key of the hub's could not be used any more.
    await (await pushManager.getSubscription())?.unsubscribe();
    await this.#tell(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
    localStorage.setItem(KEPT_AS, account);
    this.state = 'on';
  }

  async off(): Promise<void> {
    localStorage.removeItem(KEPT_AS);
    await (await this.#subscription())?.unsubscribe();
    this.state = 'off';
    const mine = (await this.hub.pushSubscriptions()).items.filter(({ current }) => current);
    await Promise.all(mine.map(({ id }) => this.hub.endPush(id)));
  }

  /** Notifications of what has been read are taken down. */
  async read(channel: string, seq: number): Promise<void> {
    if (!this.#possible) return;
    const registration = await navigator.serviceWorker.getRegistration('/');
    for (const notification of (await registration?.getNotifications()) ?? []) {
      const data = notification.data as { channel?: string; seq?: number } | undefined;
      if (data?.channel === channel && data.seq !== undefined && data.seq <= seq) notification.close();
    }
  }

  async #subscription(): Promise<PushSubscription | null | undefined> {
    const registration = await navigator.serviceWorker.getRegistration('/');
    return registration?.pushManager.getSubscription();
  }

  async #tell(subscription: PushSubscription): Promise<void> {
    const { endpoint, keys } = subscription.toJSON();
    await this.hub.subscribePush({ kind: 'webpush', endpoint: endpoint!, p256dh: keys!['p256dh']!, auth: keys!['auth']! });
  }
}
