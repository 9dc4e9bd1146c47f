/**
 * Follows the base protocol of LSP (3.17, Base Protocol) through a stream of bytes: a header of ASCII lines with a Content-Length, an empty
 * line, and as many bytes of content. After one wrong byte no message can be found any more.
 *
 * @returns a function that takes the bytes as they come and gives, once, what is wrong, in a sentence.
 */
export function createFraming(): (bytes: Uint8Array) => string | undefined {
  let header = '';
  /** Bytes of content still to come. */
  let content = 0;
  return (bytes) => {
    for (let at = 0; at < bytes.length; ) {
      if (content > 0) {
        const taken = Math.min(content, bytes.length - at);
        content -= taken;
        at += taken;
        continue;
      }
      header += String.fromCharCode(bytes[at++]!);
      const wrong = wrongHeader(header);
      if (wrong) return wrong;
      if (!header.endsWith(END)) continue;
      const length = CONTENT_LENGTH.exec(header)?.[1];
      if (length === undefined) return 'A message has a header without Content-Length.';
      content = Number(length);
      if (content > LARGEST_MESSAGE) return `A message is announced with ${length} bytes, more than any has.`;
      header = '';
    }
    return undefined;
  };
}

/** What is wrong with the beginning of a header, at its last byte. */
function wrongHeader(header: string): string | undefined {
  if (header.length > LONGEST_HEADER) return 'The header of a message does not end.';
  if (!header.endsWith('\n')) return undefined;
  const line = header.slice(header.lastIndexOf('\n', header.length - 2) + 1);
  if (!line.endsWith('\r\n')) return 'A line of a header does not end with a carriage return and a line feed.';
  if (line === '\r\n') return header === line ? 'A message begins with an empty line.' : undefined;
  return FIELD.test(line) ? undefined : `What came is no header of a message: ${JSON.stringify(line.slice(0, SHOWN))}.`;
}

const END = '\r\n\r\n';
const FIELD = /^[!#$%&'*+.^_`|~\w-]+:[^\r\n]*\r\n$/;
const CONTENT_LENGTH = /^Content-Length:[ \t]*(\d+)[ \t]*\r$/im;
const LONGEST_HEADER = 8192;
/** Texts of documents and of units are limited to a few megabytes, and nothing else is large. */
const LARGEST_MESSAGE = 2 ** 30;
const SHOWN = 60;
