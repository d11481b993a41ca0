import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ApiError } from '../api/client';

/**
 * Loads something for a component, again and again while the page is seen.
 *
 * What was there stays when a later request fails: old numbers, marked as such, are better than none.
 */
export class Loader<T> implements ReactiveController {
  data?: T;
  error?: ApiError;

  private running?: AbortController;
  private timer?: ReturnType<typeof setTimeout>;
  private readonly seen = () => {
    if (!document.hidden) {
      this.reload();
    }
  };

  /**
   * @param load what to do; asked again every `seconds`, sooner (`RETRY`) after a failure
   */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly load: (signal: AbortSignal) => Promise<T>,
    private readonly seconds: number,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.seen);
    this.reload();
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.seen);
    this.running?.abort();
    clearTimeout(this.timer);
  }

  /** Forgets what was there, for a question that has changed. */
  restart(): void {
    this.data = undefined;
    this.error = undefined;
    this.host.requestUpdate();
    this.reload();
  }

  async reload(): Promise<void> {
    this.running?.abort();
    clearTimeout(this.timer);
    const running = new AbortController();
    this.running = running;
    try {
      this.data = await this.load(running.signal);
      this.error = undefined;
    } catch (failure) {
      if (running.signal.aborted) {
        return;
      }
      this.error = failure instanceof ApiError ? failure : new ApiError(0, { detail: String(failure) });
    }
    if (running.signal.aborted) {
      return;
    }
    this.host.requestUpdate();
    if (!document.hidden) {
      this.timer = setTimeout(() => this.reload(), (this.error ? RETRY : this.seconds) * 1000);
    }
  }
}

const RETRY = 5;
