/** What the worker is given, and what TypeScript does not know of browsers. */

/** The edition and the hashes of its lists of files, which clausebook/features/offline/ writes. */
declare const EDITION: string;
declare const LISTS: Record<string, string>;

interface WorkerNavigator {
  readonly connection?: { readonly saveData?: boolean };
}
