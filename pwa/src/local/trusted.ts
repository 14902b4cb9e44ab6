interface ScriptUrls {
  createScriptURL(url: string): string;
}

/** The only addresses that may become a script: Trusted Types let nothing else through. */
const ours = /^\/(sw\.js|assets\/argon[\w.-]+\.js)$/;

let policy: ScriptUrls | undefined;

/** The address as the browser wants it where a script is started from it. */
export function scriptUrl(url: string): string {
  if (!policy) {
    const createScriptURL = (asked: string) => {
      if (import.meta.env.PROD && !ours.test(asked)) throw new TypeError('not ours');
      return asked;
    };
    const types = (
      globalThis as { trustedTypes?: { createPolicy(n: string, p: ScriptUrls): ScriptUrls } }
    ).trustedTypes;
    policy = types ? types.createPolicy('app', { createScriptURL }) : { createScriptURL };
  }
  return policy.createScriptURL(url);
}
