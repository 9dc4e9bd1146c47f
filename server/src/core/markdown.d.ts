/** Our own documentation, bundled as text. */
declare module '*.md' {
  const text: string;
  export default text;
}
