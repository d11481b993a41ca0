/** What the services answer, as far as the pages read it. */

export interface Phrase {
  en: string;
  zh: string;
}

export interface Reason {
  code: string;
  text: Phrase;
  weight: number;
  evidence?: Record<string, unknown>;
}

export interface Problem {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  service?: string;
  errors?: { field: string; message: string }[];
}

export interface Job {
  id: string;
  kind: string;
  state: 'queued' | 'running' | 'succeeded' | 'failed';
  done: number;
  total: number;
  message?: string;
  error?: string;
}

export interface Rate {
  eventsPerSecond: number;
  lastMinute: number[];
  accepted: number;
  rejected: number;
}

export interface Overview {
  customers: number;
  sessions: number;
  orders: number;
  conversion: number | null;
  nps: number | null;
  meanRating: number | null;
  openGaps: number;
}

export interface Gap {
  segment: string;
  segmentName: Phrase;
  category: string;
  /** What `estimate` is at least once chance is ruled out; the list is ordered by it. */
  gap: number;
  estimate: number;
  attentionShare: number;
  offerShare: number;
  boughtShare: number | null;
  customers: number;
  attention: { views: number; searches: number; searchesWithoutResult: number; wishes: number; complaints: number };
  offer: { items: number; itemsTotal: number; shown: number; shownTotal: number };
  bought: { lines: number; linesTotal: number };
  reasons: Reason[];
}

export interface GapList {
  computedAt: string | null;
  open: number;
  items: Gap[];
}

export interface FrictionRate {
  value: number;
  lower: number;
  upper: number;
}

export interface FrictionOutcome {
  visits: number;
  ordered: number;
  rate: FrictionRate;
}

export interface Friction {
  page: string;
  kind: string;
  customers: number;
  visits: number;
  pageVisits: number;
  rate: FrictionRate;
  trend: { direction: 'rising' | 'falling' | 'unclear'; customers: number; rate: FrictionRate } | null;
  /** Null where too few visits can be compared. */
  impact: { with: FrictionOutcome; without: FrictionOutcome; difference: FrictionRate } | null;
  /** Why it stands where it stands. */
  ranked: Reason;
  reasons: Reason[];
}

export interface Segment {
  id: string;
  name: Phrase;
  size: number;
  share: number;
  distinguishing: { feature: string; text: Phrase; zScore: number }[];
}

export interface SegmentList {
  modelId: string | null;
  items: Segment[];
}

export interface CustomerSegment {
  cid: string;
  segment: { id: string; name: Phrase } | null;
  since: string | null;
  modelVersion: string | null;
  reasons: Reason[];
}

export interface RecommendedItem {
  itemId: string;
  name: string | null;
  category: string | null;
  price: number | null;
  currency: string | null;
  strategy:
    | 'rules'
    | 'item-knn'
    | 'content'
    | 'repurchase'
    | 'search'
    | 'segment-popular'
    | 'popular'
    | 'pinned'
    | 'exploration'
    | 'assortment';
  reasons: Reason[];
}

export interface Recommendation {
  cid: string | null;
  modelVersion: string | null;
  personalized: boolean;
  items: RecommendedItem[];
  reasons?: Reason[];
}

export interface Decision {
  id: string;
  transactionId: string;
  amount?: number;
  currency?: string;
  outcome: 'approve' | 'review' | 'decline';
  probability: number;
  reasons: Reason[];
  rules: string[];
  modelVersion: string | null;
  fallback: boolean;
  decidedAt: string;
}

export interface Funnel {
  steps: { name: string; sessions: number; customers: number; rate: number | null; overallRate?: number | null }[];
}

export interface FeedbackSummary {
  overall: { nps: number | null; meanRating: number | null; responses: number };
  bySegment: { segment: string; name: Phrase; nps: number | null; meanRating: number | null; responses: number }[];
}

export interface SuiteHealth {
  status: 'up' | 'degraded';
  services: { service: string; status: 'up' | 'starting' | 'down' }[];
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}
