import { LANGUAGES } from './languages.ts';
import type { NewService, ProgramChoice } from './new-service.ts';

/** One new service for each way in which one can be made, in the order of the languages. */
export function examples(manager: NewService['manager']): readonly NewService[] {
  const runtime = manager === 'system' ? '/run' : '%t';
  const base = { name: 'demo', folder: '/srv/units', manager, owner: undefined };
  const programs = LANGUAGES.flatMap(({ id, programs: { server } }): NewService[] => {
    const handler: ProgramChoice = { kind: 'handler', language: id };
    const listening: ProgramChoice = { kind: 'server', language: id };
    return [
      { ...base, type: 'stream', address: '127.0.0.1:8000', program: handler },
      { ...base, type: 'stream', address: `${runtime}/demo.sock`, program: handler },
      ...(server === undefined
        ? []
        : [
            { ...base, type: 'stream' as const, address: '127.0.0.1:8000', program: listening },
            { ...base, type: 'stream' as const, address: `${runtime}/demo.sock`, program: listening },
            { ...base, type: 'datagram' as const, address: '127.0.0.1:8000', program: listening },
            { ...base, type: 'datagram' as const, address: '8000', program: listening },
          ]),
    ];
  });
  const proxies = [undefined, 'app.service'].map((backend): NewService => {
    return {
      ...base,
      type: 'stream',
      address: '127.0.0.1:8000',
      program: { kind: 'proxy', to: '127.0.0.1:8080', backend },
    };
  });
  return [...programs, ...proxies];
}
