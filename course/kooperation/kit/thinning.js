// How often a card tells the kernel what was entered. While a slider moves, one message is under way, and the newest
// value waits in place of those before (ipywidgets does that). Where the slider rests, its value goes at once, and does
// not wait for answers to older ones, which far away would take a round trip more. No more than a few are under way, so
// that a slow kernel is not kept busy with what nobody sees any more.
const REST = 60; // ms; a held key repeats every 33
const MOST = 3;

/** Return what has to be called after each entry; `model` is the card's own, or undefined where there is none. */
function thinned(model) {
  let timer;
  const hurry = () => {
    const waiting = model?._msg_buffer;
    if (!waiting || !model.comm_live) return;
    if (model._pending_msgs >= MOST) {
      timer = setTimeout(hurry, REST);
      return;
    }
    const sent = model.send_sync_message(waiting, model._msg_buffer_callbacks);
    model.rememberLastUpdateFor(sent);
    model._msg_buffer = null;
    model._msg_buffer_callbacks = null;
  };
  return () => {
    clearTimeout(timer);
    timer = setTimeout(hurry, REST);
  };
}
