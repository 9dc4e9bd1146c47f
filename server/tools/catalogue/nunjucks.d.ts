/** The one function of nunjucks that is used here; it ships without types. */
declare module 'nunjucks' {
  export function renderString(template: string, context: object): string;
  const nunjucks: { readonly renderString: typeof renderString };
  export default nunjucks;
}
