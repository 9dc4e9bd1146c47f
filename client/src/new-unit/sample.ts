import type { Translate } from '../l10n.ts';

/** A file of the sample. */
interface SampleFile {
  readonly name: string;
  readonly text: string;
}

/** The socket that the walkthrough is about. */
export const SAMPLE_SOCKET = 'testSampleWeb.socket';
/** What it starts for each connection; a quick fix makes it. */
export const SAMPLE_TEMPLATE = 'testSampleWeb@.service';
/** The folder that is made for the sample in one that the person chooses. */
export const SAMPLE_FOLDER = 'socket-activation-sample';

/** The tutorial's socket, which lacks its template: that is the error to be found and fixed. It is described in the person's language. */
export function sampleFiles(t: Translate): readonly SampleFile[] {
  return [
    {
      name: SAMPLE_SOCKET,
      text: `[Unit]
Description=${t('Sample web socket')}

[Socket]
ListenStream=9999
Accept=yes

[Install]
WantedBy=sockets.target
`,
    },
  ];
}
