// The hub's answers and requests, as api/openapi.yaml words them.

export type Profile = 'pupil' | 'guardian' | 'teacher' | 'head' | 'staff' | 'inspector' | 'officer' | 'operator';
export type ChannelKind =
  | 'class_pupils'
  | 'class_families'
  | 'liaison'
  | 'direct'
  | 'staff_room'
  | 'inspection'
  | 'town_bulletin'
  | 'school_notice';
export type Service = 'canteen' | 'transport' | 'care' | 'early_childhood';
export type Urgency = 'routine' | 'important' | 'urgent' | 'safety';
export type Goal = 'read' | 'signed' | 'delivered';
export type Guardians = 'one' | 'each';
export type Right = 'post' | 'type' | 'edit_own' | 'recall_own' | 'recall_any' | 'open_replies' | 'target' | 'see_reach' | 'see_answers' | 'alert';
export type Scope =
  | 'town'
  | 'school'
  | 'class'
  | 'line'
  | 'canteen'
  | 'transport'
  | 'care_morning'
  | 'care_evening'
  | 'study';

export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  retryable: boolean;
  request: string;
  field?: string;
  retryAfter?: number;
}

export interface Account {
  id: string;
  profile: Profile;
  name: string;
  language: string;
  login?: string;
}

export interface Signed {
  accessToken: string;
  /** Seconds. */
  expiresIn: number;
  session: string;
  account: Account;
}

export interface Child {
  id: string;
  name: string;
  class?: string;
  school: string;
  rights: 'legal' | 'informed' | 'carer';
}

/** A role and where it is held. */
export interface PostPlace {
  role: string;
  label: string;
  school?: string;
  town?: string;
  territory?: string;
}

export interface Me {
  account: Account;
  places: PostPlace[];
  children: Child[];
}

export interface OpenSession {
  id: string;
  device: string;
  openedAt: string;
  lastSeenAt: string;
  current: boolean;
}

export interface Audience {
  scope: Scope;
  ref: string;
}

export interface AudienceChoice extends Audience {
  label: string;
  /** The school that a class belongs to. */
  group?: string;
  children: number;
}

export interface AudienceCount {
  children: number;
  people: number;
  byApp: number;
  bySms: number;
  /** Telephones of bySms for which the payer has nothing left today. */
  beyondBudget: number;
  unreachable: number;
}

export interface Post {
  id: string;
  channel: string;
  seq: number;
  author: { account: string; name: string; profile: Profile };
  at: string;
  urgency: Urgency;
  goal?: Goal;
  guardians?: Guardians;
  /** Why a safety alert could not wait. */
  reason?: string;
  title?: string;
  /** Empty when recalled. */
  body: string;
  /** The body as HTML that the hub made safe. */
  html: string;
  replyTo?: string;
  audience?: Audience[];
  validUntil?: string;
  editedAt?: string;
  recalledAt?: string;
}

export interface NewPost {
  key: string;
  title?: string;
  body: string;
  urgency?: Urgency;
  goal?: Goal;
  guardians?: Guardians;
  /** With a safety alert, and only with one. */
  reason?: string;
  replyTo?: string;
  audience?: Audience[];
  validUntil?: string;
}

/** A child for whom the caller may sign a post; `at`: when they did. */
export interface ToSign {
  pupil: string;
  name: string;
  at?: string;
}

export interface Channel {
  id: string;
  kind: ChannelKind;
  place: string;
  service?: Service;
  lastSeq: number;
  readSeq: number;
  unread: number;
  lastPost?: Post;
  repliesOpen: boolean;
  may: Right[];
}

export interface Contact {
  account: string;
  name: string;
  profile: Profile;
  about: string;
}

export interface Found {
  post: Post;
  place: string;
  kind: ChannelKind;
  /** Plain text; the words found stand between « and ». */
  excerpt: string;
}

export type Coverage = 'not_reached' | 'waiting' | 'reached' | 'covered';
export type Progress = 'signed' | 'read' | 'read_before' | 'delivered' | 'sent' | 'in_app' | 'waiting' | 'not_reached';
export type Route = 'push' | 'email' | 'sms';
export type ToldHow = 'paper' | 'phone' | 'in_person';

/** The reach board of a post in numbers. */
export interface Reach {
  channel: string;
  post: string;
  at: string;
  goal: 'delivered' | 'read' | 'signed';
  cover: 'one' | 'each';
  /** The pause hides what was read and signed. */
  resting: boolean;
  nextAt?: string;
  remindedAt?: string;
  children: { total: number; covered: number; reached: number; waiting: number; notReached: number };
  guardians: {
    total: number;
    signed?: number;
    read?: number;
    readBefore?: number;
    delivered: number;
    sent: number;
    inApp: number;
    waiting: number;
    notReached: number;
  };
  routes: { route: Route; waiting: number; sent: number; delivered: number; failed: number }[];
  reasons: { code: string; route?: Route; text: string; guardians: number }[];
  schools?: { school: string; name: string; total: number; covered: number; notReached: number }[];
  sms?: { messages: number; segments: number; cents?: number };
  may: ('remind' | 'tell')[];
}

export interface ReachGuardian {
  person: string;
  name: string;
  rights: 'legal' | 'informed' | 'carer';
  state: Progress;
  route?: Route;
  dueAt?: string;
  reasons: { code: string; route?: Route; text: string }[];
}

export interface ReachChild {
  pupil: string;
  name: string;
  school: string;
  className?: string;
  state: Coverage;
  told?: { how: ToldHow; by: string; at: string };
  guardians: ReachGuardian[];
}

/** A telephone or mailbox of a family that is no good; the address is masked. */
export interface ContactTask {
  id: string;
  person: string;
  children: string[];
  route: 'email' | 'sms';
  address: string;
  reason: string;
  /** The reason in words. */
  text: string;
  openedAt: string;
}

/** What a family answered by SMS to a bulletin; without a name where it is not on the service's lists. */
export interface SmsAnswer {
  id: number;
  at: string;
  post: string;
  title?: string;
  text: string;
  from?: string;
  children: string[];
}

export interface PastText {
  seq: number;
  kind: 'posted' | 'edited' | 'recalled';
  at: string;
  actor: string;
  previousTitle?: string;
  previousBody?: string;
}

export interface Page<T, N = string> {
  items: T[];
  next?: N;
}

/** A device that is woken up. */
export interface PushDevice {
  id: string;
  kind: string;
  device?: string;
  current: boolean;
  createdAt: string;
}

export interface PushOffer {
  kind: 'webpush';
  endpoint: string;
  p256dh: string;
  auth: string;
}

export type ReachRoute = 'push' | 'email' | 'sms';
/** Why nothing goes to a telephone or mailbox any more. */
export type StopReason = 'opted_out' | 'not_theirs' | 'bad_address' | 'landline' | 'gone' | 'unreachable' | 'filtered' | 'full' | 'too_big' | 'other';
export type ReachChoice = 'on' | 'off' | 'digest';
export type Category = 'class' | 'liaison' | 'notice' | 'direct' | 'staff' | 'inspection' | 'canteen' | 'transport' | 'care' | 'early_childhood';

export interface QuietHours {
  evening: string;
  morning: string;
}

/** By which routes the caller can be reached, and what they chose. */
export interface OwnReach {
  routes: { route: ReachRoute; address?: string; devices?: number; stopped: boolean; reason?: StopReason; confirmed: boolean }[];
  /** What is closed does not take the route whatever is chosen. */
  categories: { category: Category; needed: boolean; closed: ReachRoute[]; choices: Record<ReachRoute, ReachChoice> }[];
  digestHour: string;
  quiet?: QuietHours;
  quietWeekend: boolean;
  pause: QuietHours;
  language: string;
  children: { id: string; name: string; callFirst: boolean }[];
}

/** What is left out of the choices is on. */
export interface ReachWish {
  choices: { category: Category; route: ReachRoute; choice: ReachChoice }[];
  digestHour: string;
  quiet?: QuietHours;
  quietWeekend: boolean;
  language: string;
  callFirst: string[];
}

/** Which routes a school, town or territory does not use; `above` was closed by a wider place. */
export interface PlaceReach {
  rules: { category: Category; closed: ReachRoute[]; above: ReachRoute[] }[];
  digestHour?: string;
}

export interface PlaceReachWish {
  rules: { category: Category; closed: ReachRoute[] }[];
  digestHour?: string;
}

/** When notices of a post would leave. */
export interface Leaving {
  atOnce: number;
  later: number;
  from?: string;
  to?: string;
  unknownSchoolYear?: string;
}
