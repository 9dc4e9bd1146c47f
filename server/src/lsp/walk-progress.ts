import {
  type Connection,
  type ProgressToken,
  WorkDoneProgress,
  WorkDoneProgressCreateRequest,
} from 'vscode-languageserver';
import { render, say } from '../core/text/message.ts';
import type { Presentation } from './presentation.ts';
import { unawaited } from './unawaited.ts';

/** How far a walk through many files has come. */
export interface WalkProgress {
  at(done: number, total: number): void;
  end(): void;
}

/**
 * Shows progress (LSP 3.17, Work Done Progress) under the token that the client gave with its request. Where it gave none but shows
 * progress that a server begins, it is asked for a token once the walk has taken a second.
 */
export function walkProgress(
  connection: Connection,
  given: ProgressToken | undefined,
  showsProgress: boolean,
  { language }: Presentation,
): WalkProgress {
  const begun = performance.now();
  let token: ProgressToken | undefined;
  let isAsked = given !== undefined || !showsProgress;
  let isOver = false;
  const send = (to: ProgressToken, value: object): void =>
    unawaited(connection, connection.sendProgress(WorkDoneProgress.type, to, value as never));
  const begin = (to: ProgressToken): void => {
    if (isOver) return;
    token = to;
    send(to, { kind: 'begin', title: render(TITLE, language), percentage: 0, cancellable: false });
  };
  const ask = async (): Promise<void> => {
    const made = crypto.randomUUID();
    await connection.sendRequest(WorkDoneProgressCreateRequest.type, { token: made });
    begin(made);
  };
  if (given !== undefined) begin(given);
  return {
    at(done, total) {
      if (!isAsked && performance.now() - begun > LONG_MS) {
        isAsked = true;
        unawaited(connection, ask());
      }
      if (token === undefined) return;
      send(token, { kind: 'report', percentage: Math.floor((100 * done) / total), message: `${done}/${total}` });
    },
    end() {
      isOver = true;
      if (token !== undefined) send(token, { kind: 'end' });
      token = undefined;
    },
  };
}

const TITLE = say`Checking unit files`;

const LONG_MS = 1000;
