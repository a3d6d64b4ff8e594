import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Load, Loaded } from './messages.js';

/** A load generator in a process of its own, which loads one server at a time. */
export interface Generator {
  load(load: Load): Promise<Loaded>;
  stop(): void;
}

export function startGenerator(): Generator {
  const child = fork(fileURLToPath(new URL('./generator.js', import.meta.url)));
  return {
    load: async (load) => {
      child.send(load);
      const [answer] = (await once(child, 'message')) as [Loaded | { failed: string }];
      if ('failed' in answer) throw new Error(`The load generator failed: ${answer.failed}`);
      return answer;
    },
    stop: () => {
      child.disconnect();
    },
  };
}
