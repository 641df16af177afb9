/** Stylesheets are bundled as their text, so that the page is one file. */
declare module '*.css' {
  const text: string;
  export default text;
}
