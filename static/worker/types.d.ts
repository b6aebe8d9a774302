/** What the worker is given, and what TypeScript does not know of browsers. */

/** The hash of the edition's list of files; clausebook/offline.py writes it. */
declare const EDITION: string;

interface WorkerNavigator {
  readonly connection?: { readonly saveData?: boolean };
}
