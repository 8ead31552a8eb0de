// The trust game's picture as the page draws it at once: `trust_view.py` says what it is.
function render({ given, reliability, ...set }, { game: words }, { endowment, multiplier, parts, table }) {
  const returned = Math.round(set.returned * parts) / parts;
  const payoffs = (share, back) => {
    const grown = multiplier * share * endowment;
    return [endowment * (1 - share) + back * grown, (1 - back) * grown];
  };
  const honoured = payoffs(given, returned);
  const exploited = payoffs(given, 0);
  const average = honoured.map((one, player) => reliability * one + (1 - reliability) * exploited[player]);
  const shown = [...payoffs(0, 0), ...honoured, ...exploited, ...average].map((value) => number(value));
  const places = { given: percent(given, 0), returned: percent(returned, 0), reliability: number(reliability) };

  const said = () => {
    if (!given) return [words.nothing, words.backward];
    const [expected, keep] = toldApart(average[0], endowment);
    const [r, s] = [honoured[0], exploited[0]];
    const pays = () => filled(average[0] > endowment ? words.pays : words.pays_not, { expected, keep });
    const now = alike(average[0], endowment, endowment) ? filled(words.equal, { keep: number(endowment) }) : pays();
    if (!beats(r, endowment, r - s)) return [now, words.too_little, words.backward];
    const [p, least, most] = toldApart(endowment, s, r);
    const value = number((endowment - s) / (r - s));
    return [now, filled(words.threshold, { p, s: least, r: most, value }), words.backward];
  };
  return { table: filled(table, { ...places, ...shown }), sentences: itemised(said()) };
}

export default { render };
