const PAIR = [
  { title: "Your privacy matters to us", text: "We only keep what we need to serve you.", dismissals: [{ text: "OK" }] },
  { title: "New opening hours", text: "From next month we are here on Saturdays, too.", dismissals: [{ text: "Close" }] },
];
const { earliest, latest, most, delay, gap } = self.parameters;
const turns = self.turns("action", { earliest, latest, most });
const ordered = (ordinal) => (self.chance(`order ${ordinal}`) < 0.5 ? [0, 1] : [1, 0]);

const oweSecond = self.owing("second", gap, ({ ordinal }) => {
  const second = PAIR[ordered(ordinal)[1]];
  self.overlay({ ...second, escape: true });
  self.strike({ action: ordinal, second: second.title });
});
const oweFirst = self.owing("first", delay, ({ ordinal }) => {
  const first = PAIR[ordered(ordinal)[0]];
  self.overlay({ ...first, escape: true });
  self.strike({ action: ordinal, first: first.title });
  oweSecond({ ordinal });
});
self.actions((ordinal) => {
  if (!turns.due(ordinal)) return;
  turns.take(ordinal);
  oweFirst({ ordinal });
});
