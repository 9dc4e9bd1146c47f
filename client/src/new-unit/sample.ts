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

/** The tutorial's socket, which lacks its template: that is the error to be found and fixed. */
export function sampleFiles(): readonly SampleFile[] {
  return [
    {
      name: SAMPLE_SOCKET,
      text: `[Unit]
Description=Sample web socket

[Socket]
ListenStream=9999
Accept=yes

[Install]
WantedBy=sockets.target
`,
    },
  ];
}
