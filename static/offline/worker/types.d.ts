/** What the worker is given, and what TypeScript does not know of browsers. */

/** The edition and the hashes of its lists of files; clausebook/features/offline/ writes all of this. */
declare const EDITION: string;
declare const LISTS: Record<string, string>;
/** The folders and files that a site has at its top. */
declare const OWN: string[];

interface WorkerNavigator {
  readonly connection?: { readonly saveData?: boolean };
}
