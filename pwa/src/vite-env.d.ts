interface ImportMetaEnv {
  readonly PROD: boolean;
  readonly VITE_VERSION?: string;
}

interface ImportMeta {
  readonly env: ImportMetaEnv;
}
