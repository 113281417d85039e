/// <reference types="vite/client" />

declare module '*?names' {
  const texts: unknown;
  export default texts;
}

declare module '*?says' {
  const texts: unknown;
  export default texts;
}
