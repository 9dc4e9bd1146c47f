/** The two encoders of the WHATWG Encoding Standard: in every host, Node or browser, but in none of TypeScript's own libraries. */
declare class TextEncoder {
  encode(text: string): Uint8Array;
}

declare class TextDecoder {
  constructor(label: 'utf-8', options: { readonly fatal: boolean; readonly ignoreBOM: boolean });
  decode(bytes: Uint8Array): string;
}
