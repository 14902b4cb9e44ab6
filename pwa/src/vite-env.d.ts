interface ImportMetaEnv {
  readonly PROD: boolean;
}

interface ImportMeta {
  readonly env: ImportMetaEnv;
}

/** The address of a file that is started as a worker. */
declare module '*?worker&url' {
  const url: string;
  export default url;
}
