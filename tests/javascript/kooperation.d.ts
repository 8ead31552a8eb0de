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
