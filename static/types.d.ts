/** What the scripts in this folder share; checked by `make check`, not shipped. */
interface Clausebook {
  /** Absolute address of the site's root, with a final slash; empty outside a page. */
  root: string;
  register(name: string, data: unknown): void;
  load(name: string, file: string): Promise<any>;
  registered: Map<string, unknown>;
}
declare var clausebook: Clausebook;
