import { type Disposable, type Event, EventEmitter } from 'vscode';

/** The units that a request of ours is under way to. */
export interface UnderWay extends Disposable {
  has(unit: string): boolean;
  /** Counts the unit among them until the promise is settled. */
  during<T>(unit: string, request: Thenable<T>): Promise<T>;
  readonly onChange: Event<void>;
}

export function createUnderWay(): UnderWay {
  const counts = new Map<string, number>();
  const changed = new EventEmitter<void>();
  const add = (unit: string, step: 1 | -1) => {
    counts.set(unit, (counts.get(unit) ?? 0) + step);
    changed.fire();
  };
  return {
    has: (unit) => (counts.get(unit) ?? 0) > 0,
    during: async (unit, request) => {
      add(unit, 1);
      try {
        return await request;
      } finally {
        add(unit, -1);
      }
    },
    onChange: changed.event,
    dispose: () => changed.dispose(),
  };
}
