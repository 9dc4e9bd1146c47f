/** Python is imported as its text, as the bundler does it. */
declare module '*.py' {
  const text: string;
  export default text;
}
