/** Programs that are written for people are imported as their text, as the bundler does it (server/tools/import-text.ts). */
declare module '*.py' {
  const text: string;
  export default text;
}
declare module '*.mjs' {
  const text: string;
  export default text;
}
declare module '*.go' {
  const text: string;
  export default text;
}
declare module '*.rs' {
  const text: string;
  export default text;
}
declare module '*.c' {
  const text: string;
  export default text;
}
declare module '*.sh' {
  const text: string;
  export default text;
}
