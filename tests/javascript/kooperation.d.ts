// What the widgets' scripts keep on the page, once for all of them.
interface Window {
  Plotly?: any;
  __kooperationPlotlyAsked?: number;
  __kooperationPlotlyTried?: boolean;
  __kooperationGuard?: boolean;
  __kooperationManagers?: Set<any>;
  __kooperationNames?: number;
  __kooperationKits?: Map<string, Promise<any>>;
  __kooperationShared?: { made: string; cell?: any; stand?: any; is_open: boolean } | null;
  __kooperationLost?: number;
  __kooperationHash?: string;
}

// card.js's, behind which alive.mjs stands on a page of its own.
declare function render(context: { model: any; el: HTMLElement }): () => void;

// Of Node, site_compiling.mjs alone asks these.
declare module "node:fs";
declare module "node:path";
declare module "node:process";
declare module "node:url";
interface ImportMeta {
  dirname: string;
}
